#include "relay/rollout/publication.h"

#include <algorithm>
#include <map>

namespace relay::rollout {
namespace {

using policy::Instant;
using policy::Sequence;

/// When something newer was open to all of the group; nothing when nothing is.
std::optional<Instant> superseded_at(const std::vector<policy::Opening>& openings, Sequence release,
                                     Instant had) {
  auto newer = std::ranges::upper_bound(openings, release, {}, &policy::Opening::release);
  for (; newer != openings.end(); ++newer) {
    const auto settled = newer->settled();
    if (settled && *settled >= had) return settled;
  }
  return std::nullopt;
}

/// When the group came to something older, or to nothing, after `had`: it was rolled back.
std::optional<Instant> rolled_back_at(const std::vector<catalog::ActivationRow>& history,
                                      Sequence release, Instant had) {
  std::optional<Instant> left;
  for (auto row = history.rbegin(); row != history.rend() && row->since > had; ++row) {
    if (!row->release || *row->release < release) left = row->since;
  }
  return left;
}

/// Releases that the group left within the grace time, with the end of it.
std::map<Sequence, Instant> left_behind(const Recorded& recorded, const policy::GroupId& group,
                                        const policy::Plan& plan, Instant now) {
  const auto& history = recorded.activations_of(group);
  std::map<Sequence, Instant> left;
  for (const auto& row : history) {
    if (row.release) left.insert_or_assign(*row.release, row.since);
  }
  for (const policy::OpenRelease& open : plan.open) left.erase(open.release);
  for (const Sequence taken_back : plan.withdrawn) left.erase(taken_back);
  for (auto& [release, at] : left) {
    auto gone = superseded_at(recorded.facts.of(group).openings, release, at);
    if (!gone) gone = rolled_back_at(history, release, at);
    at = gone.value_or(at) + kGrace;
  }
  std::erase_if(left, [&](const auto& one) { return one.second <= now; });
  return left;
}

}  // namespace

Publication publication(const Recorded& recorded, const policy::GroupId& group,
                        const policy::Plan& plan, Tables& tables, Instant now) {
  Publication made;
  for (const policy::OpenRelease& open : plan.open) {
    TablePtr table = tables.of(recorded.row(open.release));
    if (!table) continue;  // Its tree is gone or damaged: fetched again, served then.
    made.open.push_back(open);
    made.tables.emplace(open.release, std::move(table));
    const auto* const came = active(recorded, group, open.release);
    made.since.emplace(open.release, came == nullptr ? open.since : came->since);
  }
  const auto left = left_behind(recorded, group, plan, now);
  for (auto one = left.rbegin(); one != left.rend(); ++one) {
    if (made.tables.contains(one->first)) continue;
    if (TablePtr table = tables.of(recorded.row(one->first))) {
      made.recent.push_back({std::move(table), one->second});
    }
  }
  return made;
}

}  // namespace relay::rollout
