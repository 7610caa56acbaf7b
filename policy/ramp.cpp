#include <algorithm>
#include <utility>
#include <vector>

#include "policy/conditions.h"

namespace policy {
namespace {

using Stretch = std::pair<Instant, Instant>;

/// When a release stood still in this group since `since`: paused, or halted until somebody let it
/// go on.
std::vector<Stretch> standstills(const Candidate& candidate, Instant since) {
  std::vector<Stretch> found;
  const auto add = [&](Instant from, Instant until) {
    from = std::max(from, since);
    until = std::min(until, candidate.now());
    if (from < until) found.emplace_back(from, until);
  };
  for (const Pause& pause : candidate.asked().own.pauses) {
    if (pause.release != candidate.release.sequence) continue;
    add(pause.said.at, pause.lifted.value_or(candidate.now()));
  }
  for (const Halt& halt : candidate.asked().facts.halts) {
    if (halt.release != candidate.release.sequence) continue;
    add(halt.at, halt.acknowledged ? halt.acknowledged->said.at : candidate.now());
  }
  std::ranges::sort(found);
  return found;
}

Span total(const std::vector<Stretch>& sorted) {
  Span sum{0};
  Instant covered{};
  for (const auto& [from, until] : sorted) {
    const Instant begin = std::max(from, covered);
    if (begin < until) sum += until - begin;
    covered = std::max(covered, until);
  }
  return sum;
}

/// How long the step is held that a ramp stands on.
Span hold_of(const std::vector<RampStep>& ramp, BasisPoints reached) {
  Span hold{0};
  for (const RampStep& step : ramp) {
    if (step.to <= reached) hold = step.hold;
  }
  return hold;
}

}  // namespace

BasisPoints next_step(const Rules& rules, BasisPoints reached) {
  for (const RampStep& step : rules.stage.ramp) {
    if (step.to > reached) return step.to;
  }
  return kEverybody;
}

BasisPoints first_step(const Rules& rules, Skips skips) {
  return skips.has(Skippable::Ramp) ? kEverybody : next_step(rules, kNobody);
}

void ramp(const Candidate& candidate, const Opening& opening, Reasons& reasons) {
  if (candidate.skips.has(Skippable::Ramp)) return;
  const Instant since = opening.steps.back().at;
  const Span hold = hold_of(candidate.rules().stage.ramp, opening.reached());
  const Instant due = since + hold + total(standstills(candidate, since));
  if (candidate.now() < due) {
    reasons.emplace_back(RampHolds{opening.reached(), due, candidate.rules().stage.ramp_mark});
  }
}

}  // namespace policy
