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

/// When the group came back, after `had`, to something newer that it had been taken back from.
std::optional<Instant> came_back_at(const std::vector<catalog::ActivationRow>& history,
                                    Sequence release, Instant had) {
  const auto newer = std::ranges::find_if(history, [&](const catalog::ActivationRow& row) {
    return row.since > had && row.release && *row.release > release;
  });
  return newer == history.end() ? std::nullopt : std::optional{newer->since};
}

/// When the group had a release for the last time.
struct Had {
  Instant since{};
  Instant until{};
  bool rolled_back = false;
};

Had had(const Recorded& recorded, const policy::GroupId& group, Sequence release, Instant since) {
  const auto& history = recorded.activations_of(group);
  const auto rolled_back = rolled_back_at(history, release, since);
  auto until = superseded_at(recorded.facts.of(group).openings, release, since);
  if (!until) until = rolled_back;
  if (!until) until = came_back_at(history, release, since);
  return {since, until.value_or(since), rolled_back.has_value()};
}

/// Releases that the group left within the grace time.
std::map<Sequence, Had> left_behind(const Recorded& recorded, const policy::GroupId& group,
                                    const policy::Plan& plan, Instant now) {
  std::map<Sequence, Instant> left;
  for (const auto& row : recorded.activations_of(group)) {
    if (row.release) left.insert_or_assign(*row.release, row.since);
  }
  for (const policy::OpenRelease& open : plan.open) left.erase(open.release);
  for (const Sequence taken_back : plan.withdrawn) left.erase(taken_back);
  std::map<Sequence, Had> found;
  for (const auto& [release, since] : left) {
    const Had one = had(recorded, group, release, since);
    if (one.until + kGrace > now) found.emplace(release, one);
  }
  return found;
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
    const auto& [release, when] = *one;
    if (made.tables.contains(release)) continue;
    if (TablePtr table = tables.of(recorded.row(release))) {
      made.recent.push_back({std::move(table), when.until + kGrace, when.since, when.rolled_back});
    }
  }
  return made;
}

}  // namespace relay::rollout
