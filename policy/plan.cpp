#include "policy/plan.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "policy/conditions.h"

namespace policy {
namespace {

// The order in which reasons are shown. It cannot change a decision: every rule is asked every
// time.
constexpr std::array kConditions{excluded, narrowed, soak, gate, train, approval};

const Opening* opening_of(const Question& asked, Sequence release) {
  const auto found = std::ranges::find(asked.facts.openings, release, &Opening::release);
  return found == asked.facts.openings.end() ? nullptr : &*found;
}

bool is_open(const Question& asked, const Release& release) {
  return opening_of(asked, release.sequence) != nullptr && withdrawn(asked, release).empty();
}

const VersionText* pinned(const Question& asked) {
  if (!asked.rules || asked.rules->limits.pins.empty()) return nullptr;
  return &asked.rules->limits.pins.back().version;
}

/// What the group has now: the pinned release if it was ever opened to the group, else the newest
/// open one. A pin to a release that is not here leaves the base release; it never means "newest".
const Release* running(const Question& asked) {
  const Release* newest = nullptr;
  for (const Release& release : asked.releases) {
    if (!is_open(asked, release)) continue;
    if (const auto* pin = pinned(asked); pin != nullptr && *pin == release.version) return &release;
    newest = &release;
  }
  return newest;
}

std::vector<Reason> reasons_against(const Question& asked, const Release& release,
                                    const Release* running) {
  std::vector<Reason> reasons = withdrawn(asked, release);
  if (!asked.rules) {
    reasons.emplace_back(NoPath{});
    return reasons;
  }
  const Candidate candidate{asked, *asked.rules, release, running};
  // What was opened once needs no stage's yes again; only what narrows or excludes can be in its
  // way.
  if (opening_of(asked, release.sequence) != nullptr) {
    std::ranges::move(narrowed(candidate), std::back_inserter(reasons));
    return reasons;
  }
  for (const auto condition : kConditions) {
    std::ranges::move(condition(candidate), std::back_inserter(reasons));
  }
  return reasons;
}

/// Newer than what the group has; or the pinned one, which may be older and has not been opened.
bool is_wanted(const Question& asked, const Release& release, const Release* running) {
  if (running == nullptr || release.sequence > running->sequence) return true;
  const auto* const pin = pinned(asked);
  return pin != nullptr && *pin == release.version && release.sequence != running->sequence;
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
  const Release* const now = running(asked);
  if (now != nullptr) {
    plan.open.push_back(
        {now->sequence, kEverybody, opening_of(asked, now->sequence)->at, now->salt});
  }
  for (auto release = asked.releases.rbegin(); release != asked.releases.rend(); ++release) {
    if (!is_wanted(asked, *release, now)) continue;
    auto reasons = reasons_against(asked, *release, now);
    if (!reasons.empty()) {
      look_again(plan, reasons);
      plan.withheld.push_back({release->sequence, std::move(reasons)});
    } else if (!plan.to_open) {
      plan.to_open =
          release->sequence;  // The newest; older ones that could open are superseded by it.
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
