#include "policy/alike.h"

#include <algorithm>
#include <iterator>

#include "policy/bypass.h"

namespace policy {
namespace {

/// What a stage asks is the same for all in it; the rest is each group's own.
bool same_rules(const Rules& one, const Rules& other) {
  return one.stage_number == other.stage_number && one.path == other.path &&
         one.ephemeral == other.ephemeral && one.sticky == other.sticky &&
         one.reboot_allowance == other.reboot_allowance && one.limits == other.limits &&
         one.watchers == other.watchers;
}

/// A pause that was lifted counts while its release ramps: it stood still.
bool is_paused(const GroupFacts& own) {
  return std::ranges::any_of(own.pauses, [&](const Pause& pause) {
    if (!pause.lifted) return true;
    const Opening* const opening = own.opening_of(pause.release);
    return opening != nullptr && !opening->settled();
  });
}

/// People's yes and pauses are told with who and when, and are rare: whoever has one is apart.
bool is_apart(const GroupFacts& own) {
  return !own.approvals.empty() || is_paused(own);
}

bool same_past(const GroupFacts& one, const GroupFacts& other) {
  return !is_apart(one) && !is_apart(other) && one.openings == other.openings &&
         one.said == other.said;
}

/// Whether people said something of single groups, by name, that counts now: both groups have the
/// same openings.
bool names_groups(const Question& asked) {
  const auto leads = [&](const Bypass& one) {
    return !one.groups.empty() && (one.only || in_force(one, asked.moment.now));
  };
  const auto judges = [&](const RiskSaid& one) {
    return one.group && asked.own.opening_of(one.release) == nullptr;
  };
  return std::ranges::any_of(asked.facts.bypasses, leads) ||
         std::ranges::any_of(asked.facts.risks, judges);
}

}  // namespace

bool plan_alike(const Question& one, const Question& other) {
  if (!same_past(one.own, other.own) || names_groups(one)) return false;
  if (one.rules == nullptr || other.rules == nullptr) return one.rules == other.rules;
  return same_rules(*one.rules, *other.rules);
}

std::optional<std::size_t> Answered::place_of(const Question& asked) const {
  const auto end = noted_.rbegin() + std::min(kMostTried, std::ssize(noted_));
  const auto found = std::find_if(noted_.rbegin(), end,
                                  [&](const auto& one) { return plan_alike(one.first, asked); });
  if (found == end) return std::nullopt;
  return found->second;
}

}  // namespace policy
