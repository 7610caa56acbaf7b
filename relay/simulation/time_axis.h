#pragma once

#include <string>
#include <vector>

#include "policy/time.h"

namespace relay::simulation {

/// A stretch of time as a picture's horizontal axis.
struct TimeAxis {
  policy::Instant start{};
  policy::Span length{0};

  /// 0 at its start, 1 at its end, and never beyond.
  double place(policy::Instant at) const;
};

struct Tick {
  double place = 0;  ///< 0 to 1.
  std::string label{};
};

/// Four to eight round moments in UTC: "06:00", and "19 Jul" at midnight.
std::vector<Tick> ticks(const TimeAxis& axis);

/// Round steps of a scale from nothing to `most`, the last of them at or above it.
std::vector<policy::Span> span_steps(policy::Span most);

}  // namespace relay::simulation
