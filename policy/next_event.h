#pragma once

#include <optional>
#include <vector>

#include "policy/turn.h"

namespace policy {

/// What happens next to a feed by time alone, all of it at one moment.
struct NextEvents {
  Instant at{};
  std::vector<Event> events{};  ///< Never empty.
};

/// The first step of a forecast (see forecast.h): nothing new is seen, nobody acts, no device
/// speaks. Nothing when nothing happens within so many turns, or ever. `facts` are what it starts
/// from; afterwards they have the events applied.
std::optional<NextEvents> next_events(const FeedRulesOf& rules, FeedFacts& facts, Moment moment,
                                      std::size_t most_turns);

}  // namespace policy
