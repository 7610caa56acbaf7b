#include <algorithm>

#include "policy/conditions.h"

namespace policy {
namespace {

struct AskedPeople {
  const std::vector<ApprovalLine>& lines;
  std::string stricter{};  ///< Why they are those of high risk; empty: they are not.
};

AskedPeople asked_people(const Candidate& candidate) {
  const Stage& stage = candidate.rules().stage;
  if (stage.approve_high_risk.empty()) return {stage.approve};
  const Risk risk = risk_of(candidate.release, candidate.at.running(), candidate.rules(),
                            candidate.asked().facts);
  if (risk.high) return {stage.approve_high_risk, risk.why};
  return {stage.approve};
}

}  // namespace

Instant soaks_since(const Release& release) {
  return std::max(release.first_seen, release.vendor_time.value_or(release.first_seen));
}

void soak(const Candidate& candidate, Reasons& reasons) {
  if (candidate.skips.has(Skippable::Soak)) return;
  const Stage& stage = candidate.rules().stage;
  const Instant ripe = soaks_since(candidate.release) + stage.soak;
  if (candidate.now() < ripe) reasons.emplace_back(Soaking{ripe, stage.soak, stage.soak_mark});
}

const CheckVerdict* last_verdict(const Candidate& candidate, const std::string& check) {
  const auto& all = candidate.asked().facts.checks;
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const CheckVerdict& verdict) {
    return verdict.check == check && verdict.tree == candidate.release.tree;
  });
  return found == all.rend() ? nullptr : &*found;
}

void checks(const Candidate& candidate, Reasons& reasons) {
  if (candidate.skips.has(Skippable::Checks)) return;
  for (const CheckName& check : candidate.rules().stage.checks) {
    const auto* const verdict = last_verdict(candidate, check.name);
    if (verdict != nullptr && verdict->yes) continue;
    const auto no = verdict == nullptr ? std::nullopt : std::optional{verdict->said};
    reasons.emplace_back(Unchecked{check.name, no, check.mark});
  }
}

const std::vector<ApprovalLine>& approval_lines(const Candidate& candidate) {
  return asked_people(candidate).lines;
}

void approval(const Candidate& candidate, Reasons& reasons) {
  if (candidate.skips.has(Skippable::Approval)) return;
  const AskedPeople asked = asked_people(candidate);
  if (asked.lines.empty()) return;
  std::vector<Bypass::Grant> people;
  for (const Approval& one : candidate.asked().own.approvals) {
    if (one.counts(candidate.release, candidate.rules().digest, candidate.now())) {
      people.push_back({one.person, one.role});
    }
  }
  for (const Missing& line : missing(asked.lines, people)) {
    reasons.emplace_back(Unapproved{line.role, line.have, line.need, asked.stricter, line.mark});
  }
}

void window(const Candidate& candidate, Reasons& reasons) {
  const auto& hours = candidate.at.hours;
  if (!hours || hours->open || candidate.skips.has(Skippable::Window)) return;
  const Stage& stage = candidate.rules().stage;
  reasons.emplace_back(
      WindowClosed{stage.window->name, hours->why, hours->changes, stage.window_mark});
}

}  // namespace policy
