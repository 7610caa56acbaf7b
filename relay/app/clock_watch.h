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
/// relay has seen, when at the start it is more than 7 days after that, or when it and the time
/// since boot have gone apart since (forward more than 10 minutes, back more than 1). Then nothing
/// new opens until a person confirms it, or, where it was behind, until it has caught up. Safe to
/// use from several threads.
class ClockWatch {
 public:
  /// `highest`: from the catalog; nothing on a new relay.
  ClockWatch(ClockReading start, std::optional<policy::Instant> highest);

  /// Why the clock is not trusted now; nothing when it is. A step, and a late start, stay doubted.
  std::optional<std::string> doubt(ClockReading now);
  /// A person says that it is right as it is: it counts from here.
  void confirm(ClockReading now);
  /// The highest time that may be recorded: only trusted readings count.
  std::optional<policy::Instant> highest() const;

 private:
  mutable std::mutex mutex_;
  ClockReading
      start_;  ///< Guarded by mutex_, as are the next; since then both clocks are compared.
  std::optional<policy::Instant> highest_;
  std::optional<std::string> doubt_;  ///< A step or a late start.
};

}  // namespace relay::app
