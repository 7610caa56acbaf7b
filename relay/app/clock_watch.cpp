#include "relay/app/clock_watch.h"

#include <algorithm>

namespace relay::app {
namespace {

using namespace std::chrono_literals;

constexpr policy::Span kForward = 10min;
constexpr policy::Span kBack = 1min;

std::optional<std::string> step_since(const ClockReading& start, const ClockReading& now) {
  const auto passed = std::chrono::floor<policy::Span>(now.since_boot - start.since_boot);
  const policy::Span apart = now.wall - start.wall - passed;
  if (apart <= kForward && apart >= -kBack) return std::nullopt;
  const bool forward = apart > policy::Span{0};
  return "it was set " + std::string{forward ? "forward" : "back"} + " by " +
         policy::show(forward ? apart : -apart) + " while the relay ran; restart it to confirm";
}

}  // namespace

ClockWatch::ClockWatch(ClockReading start, std::optional<policy::Instant> highest)
    : start_{start}, highest_{highest} {}

std::optional<std::string> ClockWatch::doubt(ClockReading now) {
  const std::lock_guard lock{mutex_};
  if (!step_) step_ = step_since(start_, now);
  if (step_) return step_;
  if (highest_ && now.wall < *highest_ - kBack) {
    return "it says " + policy::show(now.wall) + ", but the relay has seen " +
           policy::show(*highest_) + " already";
  }
  highest_ = highest_ ? std::max(*highest_, now.wall) : now.wall;
  return std::nullopt;
}

std::optional<policy::Instant> ClockWatch::highest() const {
  const std::lock_guard lock{mutex_};
  return highest_;
}

}  // namespace relay::app
