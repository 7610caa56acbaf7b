#include "policy/bypass.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace policy {
namespace {

using Roles = std::map<std::string, std::set<std::string>>;  // Of each person.

/// Who counts for which line. Whoever has two roles moves over when somebody else could not sit
/// anywhere: so it does not matter who said yes first.
class Seating {
 public:
  Seating(const std::vector<ApprovalLine>& lines, const Roles& roles)
      : lines_{lines}, roles_{roles} {}

  /// Whether one more person can be found for a line, with everybody who sits keeping a seat.
  bool seat(std::size_t line) {
    std::set<std::string> asked;
    return seat(line, asked);
  }

 private:
  bool seat(std::size_t line, std::set<std::string>& asked) {
    for (const auto& [person, roles] : roles_) {
      if (!roles.contains(lines_[line].role) || !asked.insert(person).second) continue;
      const auto seated = line_of_.find(person);
      if (seated != line_of_.end() && !seat(seated->second, asked)) continue;
      line_of_[person] = line;
      return true;
    }
    return false;
  }

  const std::vector<ApprovalLine>& lines_;
  const Roles& roles_;
  std::map<std::string, std::size_t> line_of_{};
};

}  // namespace

std::vector<Missing> missing(const std::vector<ApprovalLine>& lines,
                             const std::vector<Bypass::Grant>& people) {
  std::map<std::string, std::set<std::string>> roles;
  for (const Bypass::Grant& one : people) roles[one.person].insert(one.role);
  std::vector<Missing> found;
  Seating seating{lines, roles};
  for (std::size_t line = 0; line < lines.size(); ++line) {
    unsigned have = 0;
    while (have < lines[line].people && seating.seat(line)) ++have;
    if (have < lines[line].people) {
      found.push_back({lines[line].role, have, lines[line].people, lines[line].mark});
    }
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
