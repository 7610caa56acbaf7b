#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::http {

/// A body that goes on as things happen, sent as it comes until it is over. Its connection asks it,
/// in a loop's thread: neither function may wait or throw. It is destroyed when it is over or its
/// client has gone, at the latest with the door, in any thread.
class LiveBody {
 public:
  virtual ~LiveBody() = default;

  /// What there is to send now. Empty: nothing yet; who makes more says so with Door::wake_live().
  /// Nothing: it is over. What it gave last was handed to the system before it is asked again, and
  /// must be within Limits::rate_span, so no more than one piece ever waits for a slow client.
  virtual std::optional<std::string> take() = 0;
  /// What is sent when there was nothing for Limits::pulse. Not empty.
  virtual std::string pulse() = 0;
};

/// A piece as one chunk (RFC 9112, 7.1); it is not empty.
std::string in_chunk(std::string_view piece);
inline constexpr std::string_view kLastChunk = "0\r\n\r\n";

}  // namespace relay::http
