#include "policy/alike.h"

#include <algorithm>
#include <iterator>

namespace policy {
namespace {

/// What a stage asks is the same for all in it; the rest is each group's own.
bool same_rules(const Rules& one, const Rules& other) {
  return one.stage_number == other.stage_number && one.path == other.path &&
         one.ephemeral == other.ephemeral && one.sticky == other.sticky &&
         one.reboot_allowance == other.reboot_allowance && one.limits == other.limits &&
         one.watchers == other.watchers;
}

/// People's yes and pauses are told with who and when, and are rare: whoever has one is apart.
bool same_past(const GroupFacts& one, const GroupFacts& other) {
  const auto is_apart = [](const GroupFacts& own) {
    return !own.approvals.empty() || !own.pauses.empty();
  };
  return !is_apart(one) && !is_apart(other) && one.openings == other.openings &&
         one.said == other.said;
}

/// Whether people said something of single groups that no group's own facts have.
bool names_groups(const FeedFacts& facts) {
  return std::ranges::any_of(facts.bypasses,
                             [](const Bypass& one) { return !one.groups.empty(); }) ||
         std::ranges::any_of(facts.risks,
                             [](const RiskSaid& one) { return one.group.has_value(); });
}

}  // namespace

bool plan_alike(const Question& one, const Question& other) {
  if (names_groups(one.facts) || !same_past(one.own, other.own)) return false;
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
