#include "policy/risk.h"

namespace policy {
namespace {

const RiskSaid* last_said(const FeedFacts& facts, Sequence release, const GroupId& group) {
  for (auto said = facts.risks.rbegin(); said != facts.risks.rend(); ++said) {
    const bool here = !said->group || *said->group == group;
    if (said->release == release && here) return &*said;
  }
  return nullptr;
}

}  // namespace

Risk risk_of(const Release& release, const Release* running, const Rules& rules,
             const FeedFacts& facts) {
  if (const auto* const said = last_said(facts, release.sequence, rules.group)) {
    return {said->high, "said by " + said->said.by + ": " + said->said.why};
  }
  const Marks& marks = release.marks;
  if (marks.major) return {true, "the vendor marks it as major"};
  if (marks.kernel) return {true, "it touches a kernel part"};
  const bool new_engine =
      !marks.engine.empty() && (running == nullptr || running->marks.engine != marks.engine);
  if (new_engine) return {true, "it carries engine " + marks.engine + ", which the group has not"};
  if (marks.unknown) return {true, "it is software, and what it touches is not known"};
  return {};
}

}  // namespace policy
