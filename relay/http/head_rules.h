#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"
#include "relay/http/limits.h"
#include "relay/http/message.h"
#include "relay/http/refusal.h"

/// The only reading of a request's head (RFC 9112), strict: where two servers could take the same
/// bytes for different requests, they are refused. Pure.
namespace relay::http {

/// Finds where a head ends while its bytes arrive; refuses at the first byte that cannot be right,
/// so that a client with bare line feeds is told at once. Looks at each byte once.
class HeadScan {
 public:
  explicit HeadScan(const Limits& limits) : limits_{&limits} {}

  /// `bytes`: all that has arrived of this head, and maybe what follows it. The head's length with
  /// its empty line; nothing while there must be more.
  policy::Result<std::optional<std::size_t>, Refusal> look(std::string_view bytes);

 private:
  void skip_ordinary(std::string_view bytes);
  bool ends_here(std::string_view bytes) const;
  std::optional<Refusal> wrong_byte(std::string_view bytes) const;
  std::optional<Refusal> too_long(char c) const;

  const Limits* limits_;
  std::size_t next_ = 0;   ///< Not looked at yet.
  std::size_t line_ = 0;   ///< Where the line in progress begins.
  std::size_t lines_ = 0;  ///< Complete ones.
};

struct Head {
  Method method = Method::Get;
  std::string target{};  ///< Origin-form; of an absolute-form its path and query.
  std::string host{};    ///< Lower case, without port; empty when HTTP/1.0 sent none.
  std::vector<Field> fields{};
  std::uint64_t body = 0;  ///< Bytes that follow the head.
  bool keep_alive = true;
  bool chunks = true;  ///< Its client can read an answer in chunks: it speaks HTTP/1.1.
  bool expects_continue = false;
};

/// Reads what HeadScan found, up to and with the empty line. Refused with
///   400  anything malformed or ambiguous, no or two Hosts, Content-Length doubled, listed or
///   signed,
///        Content-Length beside Transfer-Encoding, authority-form and asterisk-form
///   417  an expectation other than 100-continue
///   501  a method that no door has; any Transfer-Encoding: our clients have no use for chunked
///        requests, so there is no chunk reader to be confused
///   505  a well-formed version that is neither HTTP/1.0 nor HTTP/1.1
/// `room`: fields of a request that is over, for this one's.
policy::Result<Head, Refusal> read_head(std::string_view head, std::vector<Field> room = {});

}  // namespace relay::http
