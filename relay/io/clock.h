#pragma once

#include <chrono>

#include "policy/time.h"

namespace relay::io {

/// Who may be asked for the present. Asked once per request or round; the Instant is passed on, so
/// that all that one answer says is about one moment.
class Clock {
 public:
  virtual ~Clock() = default;
  /// Wall clock, UTC.
  virtual policy::Instant now() const = 0;
  /// Time since the machine started, suspend included; it never steps.
  virtual std::chrono::milliseconds since_boot() const = 0;
};

/// The machine's clocks. The only place that asks the operating system for the time.
class SystemClock final : public Clock {
 public:
  policy::Instant now() const override;
  std::chrono::milliseconds since_boot() const override;
};

}  // namespace relay::io
