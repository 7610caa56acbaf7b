#pragma once

#include <cstdint>

#include "relay/simulation/comparison.h"
#include "relay/simulation/markup.h"
#include "relay/simulation/time_axis.h"

namespace relay::simulation {

/// What all policies' pictures are drawn to, so that they can be compared by eye.
struct Scales {
  TimeAxis axis{};
  std::uint64_t struck = 0;  ///< The most devices on a bad release or silent, of any policy.
  policy::Span delay{0};     ///< The longest delay, of any policy.
};
Scales scales(const Comparison& comparison);

/// One policy: its pictures above each other on one axis of time, then its story.
Element panels(const Comparison& comparison, const policy::simulate::Outcome& outcome,
               const Scales& scales);
constexpr std::size_t kMostGroups = 8;    ///< The largest; the others are only counted.
constexpr std::size_t kMostEvents = 200;  ///< Of a story on the page.

/// What the fills and marks mean.
Element legend(const Comparison& comparison);

}  // namespace relay::simulation
