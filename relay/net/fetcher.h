#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <stop_token>
#include <string>

#include "policy/result.h"

namespace relay::net {

/// Part of a resource, in bytes, both ends included (RFC 9110, 14.1.2).
struct ByteRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;
};

/// What is asked of a vendor.
struct Ask {
  std::string url{};  ///< http, https, or file for a folder that somebody carried here.
  std::optional<ByteRange> range{};
  std::string if_none_match{};      ///< An ETag that we have; empty: unconditional.
  std::string if_modified_since{};  ///< A Last-Modified that we were given, as it was spelt.
  std::uint64_t size_cap = 0;       ///< More bytes than this are refused, declared or not.
  std::string user_agent{};         ///< Empty: the product's own.
  std::stop_token stop{};           ///< Ends the transfer soon after a stop is requested.
};

/// What the vendor said, when it was an answer that can be used.
struct Answer {
  int status = 0;  ///< 200, 206 or 304; a file is 200 or 206.
  std::string etag{};
  std::string last_modified{};
  std::string media_type{};
  std::uint64_t received = 0;  ///< Bytes of body, all handed to the sink.
};

/// Where the body goes.
class Sink {
 public:
  virtual ~Sink() = default;
  /// An interrupted transfer cannot be resumed: what came so far is void.
  virtual void restart() = 0;
  /// An interrupted transfer goes on where it broke off: whoever keeps the bytes should not believe
  /// that they joined well.
  virtual void resumed() {}
  virtual void append(std::span<const std::byte> bytes) = 0;
};

/// Why there is no answer.
struct Unreachable {
  enum class Kind {
    NoConnection,  ///< Refused, no such host, TLS failed, closed without an answer, stopped.
    Status,        ///< An answer other than 200, 206, 304.
    TooLong,       ///< More than the cap, or than was declared.
    TooShort,      ///< Broke off before its end, each time it was tried.
    TooSlow,       ///< Below the minimum rate, or past the deadline.
    NotWanted,  ///< A malformed answer, a redirect that may not be followed, an HTML page instead
                ///< of a file, a file that changed while it was read, a URL not to be asked.
    Missing,    ///< 404 or 410, or no such file: an answer in many protocols.
  };
  Kind kind = Kind::NoConnection;
  std::string
      what{};  ///< "https://host/path: connection refused": with the URL, without credentials.
  std::optional<std::chrono::seconds> retry_after{};  ///< As the vendor asked, at most one hour.
};

/// Asks vendors for bytes. Implementations: the network (curl), a folder, a script in tests. Safe
/// to use from several threads.
class Fetcher {
 public:
  virtual ~Fetcher() = default;
  virtual policy::Result<Answer, Unreachable> fetch(const Ask& ask, Sink& sink) = 0;
};

}  // namespace relay::net
