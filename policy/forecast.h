#pragma once

#include <vector>

#include "policy/turn.h"

namespace policy {

/// Something that will happen, if nothing else does.
struct Milestone {
  Instant at{};
  Event event;
};

struct Forecast {
  std::vector<Milestone> milestones{};  ///< In order of time.
  std::vector<Plan> after{};            ///< What still stands in the way, at `until`.
  bool cut = false;                     ///< There was more than a forecast says.
};

/// What will become of one feed until then, as things stand: nothing new is seen, nobody acts, and
/// no device speaks (or, when `moment.assume_healthy`, all that is asked of devices comes in time).
/// At most kMostMilestones.
Forecast forecast(const FeedRulesOf& rules, FeedFacts facts, Moment moment, Instant until);
constexpr std::size_t kMostMilestones = 1'000;

}  // namespace policy
