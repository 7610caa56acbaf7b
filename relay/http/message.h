#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "policy/address.h"
#include "policy/digest.h"
#include "policy/time.h"

/// HTTP/1.1 as values: what a door hands to a function, and what the function hands back.
namespace relay::http {

enum class Method { Get, Head, Post, Put, Delete };

struct Field {
  std::string name{};   ///< As received; compare without case.
  std::string value{};  ///< Without white space around it.
};

/// A certificate that a client has proved to hold, issued by one of the door's client authorities.
struct ClientCertificate {
  policy::Digest fingerprint{};  ///< SHA-256 of the certificate (DER).
  /// SHA-256 of the subject (DER), or of the alternative names where that is empty: it stays when
  /// the certificate is renewed, whichever of the authority's own issues it.
  policy::Digest subject{};
  policy::Digest authority{};  ///< SHA-256 of the public key (DER) of the authority behind it.
  /// The subject's "cn", "ou" and "o": each if it is there once, and is UTF-8 without control
  /// characters.
  std::vector<Field> names{};
};

/// A request that passed the framing rules and the limits.
struct Request {
  Method method = Method::Get;
  std::string target{};  ///< As received: origin-form, or the path and query of an absolute-form.
  std::string
      path{};  ///< Escapes decoded exactly once, "." segments folded; begins with '/', has no "..".
  std::string query{};  ///< As received, without '?'.
  std::vector<Field> fields{};
  std::string body{};
  /// Of the socket; behind a configured proxy, the last address before it that is none.
  policy::Address peer{};
  bool forwarded = false;  ///< Through a configured proxy: others may have the same one's answers.
  bool peer_known = true;  ///< Not so when a proxy does not say for whom it asks: `peer` is "::".
  bool secure = false;     ///< It came through TLS: only then a credential in it counts.
  bool chunks = true;      ///< HTTP/1.1: what it is answered may come in chunks.
  /// Nothing: the client showed none that counts, or it is a proxy, whose own says nothing.
  std::shared_ptr<const ClientCertificate> certificate{};
  std::string id{};      ///< Of this request: in the log, and in the body of a generic error.
  std::size_t loop = 0;  ///< Which of the door's loops read it; see Door::post_to_loops.
  policy::Instant
      now{};  ///< When the request was read; all that the answer says is about this moment.

  /// The value of the only field of that name (case does not matter); nothing when absent or
  /// doubled.
  std::optional<std::string_view> field(std::string_view name) const;
  /// The first value of that query parameter, decoded ('+' is a space). Nothing when it is absent
  /// or its escapes are broken.
  std::optional<std::string> parameter(std::string_view name) const;
};

/// Whether two field names are the same one; ASCII letters have no case in them.
bool same_name(std::string_view one, std::string_view other);

/// A whole file on disk; the door applies ranges, conditions and HEAD to it.
struct FileBody {
  std::filesystem::path path{};
  std::uint64_t size = 0;
};

/// What an answer may be compared with (RFC 9110, 8.8 and 13).
struct Validators {
  std::string etag{};  ///< Strong, with its quotes; empty: none.
  std::optional<policy::Instant> last_modified{};
  /// Another time that If-Modified-Since may name for these bytes. Both compare for equality, never
  /// "not later than": with that, apt and freshclam stay on an old release.
  std::optional<policy::Instant> also_valid_for{};
};

/// See ready_file.h.
struct ReadyFile;
using ReadyFilePtr = std::shared_ptr<const ReadyFile>;

/// See live_body.h.
class LiveBody;
using LiveBodyPtr = std::shared_ptr<LiveBody>;

/// What became of an answer.
struct Delivery {
  int status = 0;  ///< As it was sent: 200, 206, 304 …
  /// All of it was handed to the socket, and it ended with the last byte of what was asked for: not
  /// so for HEAD, 304, errors, a piece of a file (but for one that If-Range goes on with), what is
  /// live, or a client that broke off.
  bool to_the_end = false;
};

/// An answer, whole before its first byte is sent, unless it is live. A status of 400 or more with
/// an empty text as its body gets a generic one, with the request's id.
struct Response {
  int status = 200;
  std::vector<Field> fields{};  ///< Without Content-Length, Date, Connection, ETag, Last-Modified.
  /// What is ready brings its own fields and validators; what is live has a 200 and no validators,
  /// and ends its connection.
  std::variant<std::string, FileBody, ReadyFilePtr, LiveBodyPtr> body{};
  std::optional<Validators>
      validators{};  ///< Present: ranges and conditions are honoured for a 200.
  /// Told once how it went, in the loop's thread; never when the door is destroyed meanwhile. Must
  /// be quick and must not throw.
  std::function<void(const Delivery&)> delivered{};
};

}  // namespace relay::http
