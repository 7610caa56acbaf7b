#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

namespace relay::http {

/// What a door puts up with. Deadlines are total, not per read: a byte now and then buys nobody
/// time. They are kept to a tenth of a second.
struct Limits {
  using Span = std::chrono::milliseconds;

  std::size_t line = 8'192;   ///< Of the request line, and of each field; without
                              ///< their line ends.
  std::size_t head = 32'768;  ///< All of it, line ends included.
  std::size_t fields = 64;
  std::size_t body = 0;           ///< Bytes; 0: a request with a body is refused.
  std::size_t requests = 10'000;  ///< On one connection; then it is closed.
  std::size_t waiting = 64;       ///< Answers that wait for a worker; more are 503.

  Span head_deadline{10'000};  ///< From its first byte.
  Span body_deadline{30'000};
  Span handshake_deadline{10'000};
  Span idle{15'000};                             ///< Until the first byte of a request.
  Span answer_deadline{std::chrono::hours{24}};  ///< However steadily it is read.
  Span linger{2'000};                            ///< To read the last answer and close.
  Span drain{30'000};                            ///< For requests in progress, when the door shuts.
  Span pulse{15'000};                            ///< What is live and has nothing to say says so.

  /// Bytes a second that a body and an answer must make, over each span of this length.
  std::uint64_t least_rate = 500;
  Span rate_span{60'000};

  std::size_t connections = 16'384;
  /// An IPv6 network of 64 bits is one address: whoever has one has all of it.
  std::size_t connections_per_address = 1'024;
  std::size_t handshakes = 1'024;  ///< TLS connections that are not there yet, in each loop.
};

}  // namespace relay::http
