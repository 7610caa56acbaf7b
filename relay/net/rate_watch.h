#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace relay::net {

/// Watches how fast a body comes, over a sliding window. A vendor that sends a byte now and then
/// must not keep a worker for ever.
class RateWatch {
 public:
  using Moment = std::chrono::milliseconds;  ///< On a clock that never steps.

  /// `minimum` in bytes per second; the first window begins at `start`.
  RateWatch(std::uint64_t minimum, std::chrono::milliseconds window, Moment start);

  /// `total` bytes have come by now. True when a whole window has passed in which fewer came than
  /// the minimum asks for; a body that is done before is never too slow.
  bool too_slow(Moment now, std::uint64_t total);

 private:
  struct Sample {
    Moment at{};
    std::uint64_t total = 0;
  };

  const std::uint64_t minimum_;
  const std::chrono::milliseconds window_;
  std::deque<Sample> samples_;  ///< Oldest first; the first is the window's beginning.
};

}  // namespace relay::net
