#include "config/delays.h"

#include "policy/journey.h"

namespace config {
namespace {

void check_ceiling(Problems& problems, const policy::Path& path,
                   const policy::Freshness& freshness) {
  const auto reached = policy::soonest(path);
  for (std::size_t i = 0; i < reached.size(); ++i) {
    if (reached[i].everybody <= freshness.ceiling) continue;
    problems.warn({freshness.mark.line, 0},
                  "the soaks, bakes and ramps on the way to all of stage " + std::to_string(i + 1) +
                      " add up to " + policy::show(reached[i].everybody) +
                      ", more than this ceiling of " + policy::show(freshness.ceiling));
    return;
  }
}

bool asks_more(const policy::Stage& stage, const policy::Stage& first) {
  const bool people = !stage.approve.empty() || !stage.approve_high_risk.empty();
  return stage.gate || stage.soak > first.soak || people || !stage.checks.empty() ||
         stage.window_mark.line != 0;
}

}  // namespace

void check_ceilings(Problems& problems, const policy::Document& document) {
  for (const auto& path : document.paths) {
    if (path.freshness) check_ceiling(problems, path, *path.freshness);
  }
}

void check_stages_wait(Problems& problems, const policy::Document& document) {
  for (const auto& path : document.paths) {
    for (std::size_t i = 1; i < path.stages.size(); ++i) {
      if (asks_more(path.stages[i], path.stages[0])) continue;
      problems.warn({path.stages[i].mark.line, 0},
                    "this stage opens together with the first: it has no gate and no longer soak");
    }
  }
}

}  // namespace config
