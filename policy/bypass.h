#pragma once

#include <string>
#include <vector>

#include "policy/facts.h"
#include "policy/risk.h"

namespace policy {

/// What is missing of people: nothing when every line is met by distinct people.
struct Missing {
  std::string role{};
  unsigned have = 0;
  unsigned need = 1;
  Mark mark{};
};
/// Each person counts once, whatever the number of lines and roles.
std::vector<Missing> missing(const std::vector<ApprovalLine>& lines,
                             const std::vector<Bypass::Grant>& people);

/// The lines that must be met for a bypass of that risk.
const std::vector<ApprovalLine>& bypass_lines(const BypassRules& rules, bool high_risk);

/// Whether enough people have said yes. Whoever asked for it does not count, unless nobody else
/// could (single person); break-glass is one person's. The relay records when that came true.
bool is_granted(const Bypass& bypass, const BypassRules& rules, bool high_risk, bool single_person);

/// Whether it lets its release skip rules now: granted, and not expired.
bool in_force(const Bypass& bypass, Instant now);

/// Whether break-glass was used and not reviewed in time; then nothing of it spreads further.
bool is_overdue(const Bypass& bypass, const BypassRules& rules, Instant now);

/// Whether it is about this release in this group.
bool concerns(const Bypass& bypass, Sequence release, const GroupId& group);

}  // namespace policy
