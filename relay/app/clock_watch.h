#pragma once

#include <chrono>
#include <mutex>
#include <optional>
#include <string>

#include "policy/time.h"

namespace relay::app {

/// What both clocks say at one moment.
struct ClockReading {
  policy::Instant wall{};
  std::chrono::milliseconds since_boot{0};
};

/// Whether the wall clock can be believed. It is not when it is behind the highest time that the
/// relay has seen, or when it and the time since boot have gone apart since the start (forward more
/// than 10 minutes, back more than 1). Then nothing new opens; starting the relay again, with the
/// clock as it is, confirms it, unless it is still behind. Safe to use from several threads.
class ClockWatch {
 public:
  /// `highest`: from the catalog; nothing on a new relay.
  ClockWatch(ClockReading start, std::optional<policy::Instant> highest);

  /// Why the clock is not trusted now; nothing when it is. A step stays a step until a restart.
  std::optional<std::string> doubt(ClockReading now);
  /// The highest time that may be recorded: only trusted readings count.
  std::optional<policy::Instant> highest() const;

 private:
  const ClockReading start_;
  mutable std::mutex mutex_;
  std::optional<policy::Instant> highest_;
  std::optional<std::string> step_;
};

}  // namespace relay::app
