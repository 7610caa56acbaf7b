#pragma once

#include <chrono>
#include <cstddef>

namespace relay::http {

/// What a door puts up with. Deadlines are total, not per read: a byte now and then buys nobody
/// time.
struct Limits {
  std::size_t line = 8'192;   ///< Of the request line, and of each field; without their line ends.
  std::size_t head = 32'768;  ///< All of it, line ends included.
  std::size_t fields = 64;
  std::size_t body = 0;                             ///< Bytes; 0: a request with a body is refused.
  std::size_t requests = 10'000;                    ///< On one connection; then it is closed.
  std::chrono::milliseconds head_deadline{10'000};  ///< From its first byte.
  std::chrono::milliseconds body_deadline{30'000};
  std::chrono::milliseconds handshake_deadline{10'000};
  std::chrono::milliseconds idle{15'000};  ///< Until the first byte of a request.
  std::chrono::milliseconds slowest_write{
      30'000};  ///< One chunk of at most 1 MB must get away within this.
  std::chrono::milliseconds linger{2'000};  ///< For the client to read the last answer and close.
  std::chrono::milliseconds drain{30'000};  ///< For requests in progress, when the door shuts.
  std::size_t connections = 4'096;
  std::size_t connections_per_address = 256;
};

}  // namespace relay::http
