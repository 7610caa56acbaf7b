#include "policy/bypass.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace policy {

std::vector<Missing> missing(const std::vector<ApprovalLine>& lines,
                             const std::vector<Bypass::Grant>& people) {
  std::vector<Missing> found;
  std::set<std::string> counted;
  for (const ApprovalLine& line : lines) {
    unsigned have = 0;
    for (const Bypass::Grant& one : people) {
      if (have == line.people) break;
      if (one.role == line.role && counted.insert(one.person).second) ++have;
    }
    if (have < line.people) found.push_back({line.role, have, line.people, line.mark});
  }
  return found;
}

const std::vector<ApprovalLine>& bypass_lines(const BypassRules& rules, bool high_risk) {
  return high_risk && !rules.high_risk.empty() ? rules.high_risk : rules.normal;
}

bool is_granted(const Bypass& bypass, const BypassRules& rules, bool high_risk,
                bool single_person) {
  if (bypass.break_glass) return rules.break_glass_at_most > Span{0};
  const auto& lines = bypass_lines(rules, high_risk);
  if (lines.empty()) return false;  // The policy names nobody who may.
  if (single_person) return true;
  std::vector<Bypass::Grant> others;
  std::ranges::copy_if(bypass.grants, std::back_inserter(others),
                       [&](const Bypass::Grant& one) { return one.person != bypass.said.by; });
  return missing(lines, others).empty();
}

bool in_force(const Bypass& bypass, Instant now) {
  return bypass.granted && now >= *bypass.granted && now < bypass.until;
}

bool is_overdue(const Bypass& bypass, const BypassRules& rules, Instant now) {
  return bypass.break_glass && !bypass.reviewed && now >= bypass.said.at + rules.review_within;
}

bool concerns(const Bypass& bypass, Sequence release, const GroupId& group) {
  if (bypass.release != release) return false;
  return bypass.groups.empty() || std::ranges::find(bypass.groups, group) != bypass.groups.end();
}

}  // namespace policy
