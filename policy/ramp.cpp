#include <algorithm>
#include <utility>
#include <vector>

#include "policy/conditions.h"

namespace policy {
namespace {

using StoodStill = std::pair<Instant, Instant>;

/// When a release was halted, until somebody let it go on.
std::vector<StoodStill> halted(const FeedFacts& facts, Sequence release, Instant now) {
  std::vector<StoodStill> found;
  for (const Halt& halt : facts.halts) {
    if (halt.release != release) continue;
    found.emplace_back(halt.at, halt.acknowledged ? halt.acknowledged->said.at : now);
  }
  return found;
}

/// How long the stretches were together, from `since` to now; what overlaps counts once.
Span total(std::vector<StoodStill> stretches, Instant since, Instant now) {
  std::ranges::sort(stretches);
  Span sum{0};
  Instant covered = since;
  for (const auto& [from, until] : stretches) {
    const Instant begin = std::max(from, covered), end = std::min(until, now);
    if (begin >= end) continue;
    sum += end - begin;
    covered = end;
  }
  return sum;
}

bool is_paused(const Candidate& candidate) {
  return std::ranges::any_of(candidate.asked().own.pauses, [&](const Pause& pause) {
    return pause.release == candidate.release.sequence && !pause.lifted;
  });
}

/// How long a release stood still in this group since `since`, paused or halted.
Span stood_still(const Candidate& candidate, Instant since) {
  const Sequence release = candidate.release.sequence;
  auto stretches = halted(candidate.asked().facts, release, candidate.now());
  for (const Pause& pause : candidate.asked().own.pauses) {
    if (pause.release != release) continue;
    stretches.emplace_back(pause.said.at, pause.lifted.value_or(candidate.now()));
  }
  return total(std::move(stretches), since, candidate.now());
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

Instant bake_due(const FeedFacts& facts, const Opening& opening, Span bake, Instant now) {
  const Instant since = *opening.settled();
  return since + bake + total(halted(facts, opening.release, now), since, now);
}

void ramp(const Candidate& candidate, const Opening& opening, Reasons& reasons) {
  // While it is paused, nobody knows until when its step is held.
  if (candidate.skips.has(Skippable::Ramp) || is_paused(candidate)) return;
  const Instant since = opening.steps.back().at;
  const Span hold = hold_of(candidate.rules().stage.ramp, opening.reached());
  const Instant due = since + hold + stood_still(candidate, since);
  if (candidate.now() < due) {
    reasons.emplace_back(RampHolds{opening.reached(), due, candidate.rules().stage.ramp_mark});
  }
}

}  // namespace policy
