#include "policy/plan.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>

#include "policy/conditions.h"

namespace policy {
namespace {

// The order in which reasons are shown. It cannot change a decision: every rule is asked every
// time.
constexpr std::array kConditions{excluded, narrowed, soak, gate, train, approval};

/// Openings by release: asked for every release of a feed, so not searched each time.
using Opened = std::map<Sequence, const Opening*>;

Opened opened(const Question& asked) {
  Opened found;
  for (const Opening& opening : asked.facts.openings) found.emplace(opening.release, &opening);
  return found;
}

const VersionText* pinned(const Question& asked) {
  if (!asked.rules || asked.rules->limits.pins.empty()) return nullptr;
  return &asked.rules->limits.pins.back().version;
}

/// What the group has now: the pinned release if it was ever opened to the group, else the newest
/// open one. A pin to a release that is not here leaves the base release; it never means "newest".
const Release* running(const Question& asked, const Opened& opened) {
  const Release* newest = nullptr;
  const Release* wanted = nullptr;
  const VersionText* const pin = pinned(asked);
  for (const Release& release : asked.releases) {
    if (!opened.contains(release.sequence) || !withdrawn(asked, release).empty()) continue;
    if (pin != nullptr && *pin == release.version) wanted = &release;
    newest = &release;
  }
  return wanted != nullptr ? wanted : newest;
}

std::vector<Reason> reasons_against(const Candidate& candidate, bool was_opened) {
  std::vector<Reason> reasons = withdrawn(candidate.asked, candidate.release);
  const auto add = [&](std::vector<Reason> more) {
    std::ranges::move(more, std::back_inserter(reasons));
  };
  // What was opened once needs no stage's yes again; only what narrows or excludes can be in its
  // way.
  if (was_opened) {
    add(narrowed(candidate));
    return reasons;
  }
  for (const auto condition : kConditions) add(condition(candidate));
  return reasons;
}

/// Newer than what the group has; or the pinned one, which may be older and has not been opened.
bool is_wanted(const Question& asked, const Release& release, const Release* running) {
  if (running == nullptr || release.sequence > running->sequence) return true;
  const auto* const pin = pinned(asked);
  return pin != nullptr && *pin == release.version && *pin != running->version;
}

void look_again(Plan& plan, const std::vector<Reason>& reasons) {
  for (const Reason& reason : reasons) {
    const auto at = next_look(reason);
    if (at && (!plan.next_look || *at < *plan.next_look)) plan.next_look = at;
  }
}

}  // namespace

Plan plan(const Question& asked) {
  Plan plan;
  const Opened open = opened(asked);
  const Release* const now = running(asked, open);
  if (now != nullptr) {
    plan.open.push_back({now->sequence, kEverybody, open.at(now->sequence)->at, now->salt});
  }
  for (const Release& release : asked.releases) {
    const bool back = open.contains(release.sequence) && !withdrawn(asked, release).empty();
    if (back) plan.withdrawn.push_back(release.sequence);
  }
  for (auto release = asked.releases.rbegin(); release != asked.releases.rend(); ++release) {
    if (!is_wanted(asked, *release, now)) continue;
    auto reasons = asked.rules ? reasons_against({asked, *asked.rules, *release, now},
                                                 open.contains(release->sequence))
                               : std::vector<Reason>{NoPath{}};
    if (!reasons.empty()) {
      look_again(plan, reasons);
      plan.withheld.push_back({release->sequence, std::move(reasons)});
    } else if (!plan.to_open && !open.contains(release->sequence)) {
      plan.to_open = release->sequence;  // The newest; what is older is superseded by it.
    }
  }
  return plan;
}

std::optional<Sequence> choose(const std::vector<OpenRelease>& open, Place place) {
  for (const OpenRelease& release : open) {
    if (reached(release.reached, bucket(place, release.salt))) return release.release;
  }
  return std::nullopt;
}

}  // namespace policy
