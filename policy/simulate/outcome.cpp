#include "policy/simulate/outcome.h"

#include <algorithm>

namespace policy::simulate {

const char* word(Damage damage) {
  switch (damage) {
    case Damage::FallSilent:
      return "fall-silent";
    case Damage::Fail:
      return "fail";
    case Damage::FalsePositive:
      return "false-positive";
  }
  return "";
}

void sum_up(Outcome& outcome) {
  std::vector<Span> delays;
  outcome.good = 0;
  outcome.exposure = {};
  for (const ReleaseOutcome& release : outcome.releases) {
    if (release.bad) {
      for (const GroupOutcome& group : release.groups) {
        outcome.exposure.took += group.took;
        outcome.exposure.hit += group.hit;
      }
      continue;
    }
    ++outcome.good;
    if (release.reach.most) delays.push_back(*release.reach.most);
  }
  std::ranges::sort(delays);
  outcome.never = outcome.good - delays.size();
  // Those that never came through are the slowest of all.
  const std::uint64_t middle = outcome.good / 2;
  if (middle < delays.size()) outcome.delay = delays[middle];
  if (outcome.never == 0 && !delays.empty()) outcome.worst_delay = delays.back();
  const auto undeserved = [](const HaltOutcome& halt) { return !halt.deserved; };
  outcome.false_halts =
      static_cast<std::uint64_t>(std::ranges::count_if(outcome.halts, undeserved));
}

}  // namespace policy::simulate
