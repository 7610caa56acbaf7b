#include "relay/app/clock_watch.h"

#include <algorithm>

namespace relay::app {
namespace {

using namespace std::chrono_literals;

constexpr policy::Span kForward = 10min;
constexpr policy::Span kBack = 1min;
constexpr policy::Span kLongestAbsence = 24h * 7;

std::optional<std::string> step_since(const ClockReading& start, const ClockReading& now) {
  const auto passed = std::chrono::floor<policy::Span>(now.since_boot - start.since_boot);
  const policy::Span apart = now.wall - start.wall - passed;
  if (apart <= kForward && apart >= -kBack) return std::nullopt;
  const bool forward = apart > policy::Span{0};
  return "it was set " + std::string{forward ? "forward" : "back"} + " by " +
         policy::show(forward ? apart : -apart) +
         " while the relay ran; confirm it once it is right";
}

std::optional<std::string> late_start(const ClockReading& start,
                                      const std::optional<policy::Instant>& highest) {
  if (!highest || start.wall - *highest <= kLongestAbsence) return std::nullopt;
  return "at the start it said " + policy::show(start.wall) + ", " +
         policy::show(start.wall - *highest) + " after the last time that the relay knew (" +
         policy::show(*highest) + "); confirm it if it is right";
}

}  // namespace

ClockWatch::ClockWatch(ClockReading start, std::optional<policy::Instant> highest)
    : start_{start}, highest_{highest}, doubt_{late_start(start, highest)} {}

std::optional<std::string> ClockWatch::doubt(ClockReading now) {
  const std::lock_guard lock{mutex_};
  if (!doubt_) doubt_ = step_since(start_, now);
  if (doubt_) return doubt_;
  if (highest_ && now.wall < *highest_ - kBack) {
    return "it says " + policy::show(now.wall) + ", but the relay has seen " +
           policy::show(*highest_) + " already";
  }
  highest_ = highest_ ? std::max(*highest_, now.wall) : now.wall;
  return std::nullopt;
}

void ClockWatch::confirm(ClockReading now) {
  const std::lock_guard lock{mutex_};
  start_ = now;
  highest_ = now.wall;
  doubt_.reset();
}

std::optional<policy::Instant> ClockWatch::highest() const {
  const std::lock_guard lock{mutex_};
  return highest_;
}

}  // namespace relay::app
