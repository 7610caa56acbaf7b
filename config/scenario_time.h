#pragma once

#include <optional>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/time.h"

/// When things happen in a scenario, as values.h has durations and sizes.
namespace config {

/// From when until when a scenario lasts. Where one of the two could not be read, the moments in it
/// are read all the same, and not judged.
struct Lifetime {
  std::optional<policy::Instant> start{};
  std::optional<policy::Span> length{};
};

/// "2024-07-19T00:00:00Z", in the years 2000 to 2037.
std::optional<policy::Instant> beginning(Problems& problems, const Node* node);

/// "2024-07-19T04:09:00Z", or "4h 9m" after the start; from the start to the end.
std::optional<policy::Instant> moment(Problems& problems, const Node* node,
                                      const Lifetime& lifetime);

/// "+05:30", what a wall is before UTC; from -12:00 to +14:00.
std::optional<policy::Span> utc_offset(Problems& problems, const Node* node);

}  // namespace config
