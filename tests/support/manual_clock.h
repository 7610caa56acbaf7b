#pragma once

#include <atomic>
#include <chrono>

#include "relay/io/clock.h"
#include "tests/support/day.h"

namespace tests {

/// Time that passes when a test says so. Safe to read from other threads.
class ManualClock final : public relay::io::Clock {
 public:
  explicit ManualClock(policy::Instant start = day(0)) : now_{policy::unix_seconds(start)} {}

  policy::Instant now() const override { return policy::from_unix_seconds(now_); }
  std::chrono::milliseconds since_boot() const override { return std::chrono::milliseconds{boot_}; }

  /// Both clocks go on.
  void advance(policy::Span span) {
    now_ += span.count();
    boot_ += span.count() * 1000;
  }
  /// The wall clock alone is set.
  void step_to(policy::Instant at) { now_ = policy::unix_seconds(at); }

 private:
  std::atomic<std::int64_t> now_;
  std::atomic<std::int64_t> boot_{1'000'000};
};

}  // namespace tests
