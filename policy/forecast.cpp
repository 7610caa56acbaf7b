#include "policy/forecast.h"

#include <utility>

namespace policy {

Forecast forecast(const FeedRulesOf& rules, FeedFacts facts, Moment moment, Instant until) {
  Forecast made;
  for (;;) {
    Turn turned = turn(rules, facts, moment);
    for (Event& event : turned.events) made.milestones.push_back({moment.now, std::move(event)});
    made.cut = made.milestones.size() > kMostMilestones;
    if (made.cut || !turned.next || *turned.next > until) break;
    moment.now = *turned.next;
  }
  if (made.cut)
    made.milestones.erase(made.milestones.begin() + kMostMilestones, made.milestones.end());
  moment.now = until;
  for (const auto& [group, of_group] : rules) {
    const Rules* const own = of_group ? &*of_group : nullptr;
    made.after.push_back(plan({own, facts, facts.of(group), moment}));
  }
  return made;
}

}  // namespace policy
