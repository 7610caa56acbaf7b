#include "relay/rollout/publication.h"

#include <algorithm>
#include <map>

namespace relay::rollout {
namespace {

/// Releases that the group left within the grace time, with the end of it.
std::map<policy::Sequence, policy::Instant> left_behind(const FeedFacts& facts,
                                                        const policy::GroupId& group,
                                                        policy::Instant now) {
  std::map<policy::Sequence, policy::Instant> left;
  const catalog::ActivationRow* before = nullptr;
  for (const auto& switched : facts.activations) {
    if (switched.group != group) continue;
    if (before != nullptr && before->release && switched.since + kGrace > now) {
      left.insert_or_assign(*before->release, switched.since + kGrace);
    }
    before = &switched;
  }
  return left;
}

}  // namespace

Publication publication(const FeedFacts& facts, const policy::GroupId& group,
                        const policy::Plan& plan, Tables& tables, policy::Instant now) {
  Publication made;
  if (const auto* const last = active(facts, group)) made.active_since = last->since;
  for (const policy::OpenRelease& open : plan.open) {
    TablePtr table = tables.of(row(facts, open.release));
    if (!table) continue;  // Its tree is gone or damaged: fetched again, served then.
    made.open.push_back(open);
    made.tables.emplace(open.release, std::move(table));
  }
  auto left = left_behind(facts, group, now);
  for (const policy::Sequence taken_back : plan.withdrawn) left.erase(taken_back);
  for (auto one = left.rbegin(); one != left.rend(); ++one) {
    if (made.tables.contains(one->first)) continue;
    if (TablePtr table = tables.of(row(facts, one->first))) {
      made.recent.push_back({std::move(table), one->second});
    }
  }
  return made;
}

}  // namespace relay::rollout
