#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "policy/time.h"
#include "relay/net/answer_head.h"
#include "relay/net/fetcher.h"

namespace relay::net {

/// One request on its own connection.
struct Request {
  std::string method = "GET";
  std::string url{};  ///< Without credentials.
  std::string user{};
  std::string password{};
  std::string user_agent{};
  std::vector<std::string> fields{};  ///< "Range: bytes=0-95"
  std::string body{};
};

/// How requests leave this machine.
struct Line {
  std::string proxy{};  ///< Empty: none, whatever the environment says.
  std::string proxy_user{};
  std::string proxy_password{};
  std::string ca_file{};  ///< Trusted alone; empty: what the system trusts.
  policy::Span connect_timeout = std::chrono::seconds{15};
  std::uint64_t maximum_rate = 0;  ///< Bytes per second; 0: no limit.
};

/// One request and its answer on the wire, by libcurl: HTTP/1.1, TLS 1.2 or later with certificate
/// and host checked, no redirects, no decompression, nothing from the environment. It works only
/// while step() runs, so that the caller watches every deadline. Belongs to one thread.
class Exchange {
 public:
  using MayConnect = std::function<bool(const policy::Address&)>;

  /// `may_connect` is asked after the look-up, before anything is sent to an address.
  Exchange(const Line& line, const Request& request, MayConnect may_connect);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  /// Sends and receives, for at most a tenth of a second. True when there will be no more.
  bool step();

  /// The head, once it is complete. A proxy's 407 is not one while there are credentials to try.
  const AnswerHead* head() const;
  /// The bytes of body that have come since this was last asked.
  std::string take_body();
  /// Why it ended, if not by the answer's own end. A refusal's sentence has no URL yet.
  std::optional<Unreachable> failure() const;
  /// Whom we were connected to; a proxy, if there is one.
  std::optional<policy::Address> peer() const;

 private:
  struct Impl;
  const std::unique_ptr<Impl> impl_;
};

}  // namespace relay::net
