#include "policy/next_event.h"

#include <utility>

namespace policy {

std::optional<NextEvents> next_events(const FeedRulesOf& rules, FeedFacts& facts, Moment moment,
                                      std::size_t most_turns) {
  for (std::size_t turns = 0; turns < most_turns; ++turns) {
    Turn turned = turn(rules, facts, moment);
    if (!turned.events.empty()) return NextEvents{moment.now, std::move(turned.events)};
    if (!turned.next) return std::nullopt;
    moment.now = *turned.next;
  }
  return std::nullopt;
}

}  // namespace policy
