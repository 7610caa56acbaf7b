#include "policy/journey.h"

#include <algorithm>

namespace policy {

std::size_t stage_of(const Path& path, const GroupId& group) {
  for (std::size_t i = 0; i < path.stages.size(); ++i) {
    if (std::ranges::count(path.stages[i].groups, group) > 0) return i;
  }
  return path.stages.size() - 1;
}

std::vector<GroupId> watched_by(const Path& path, std::size_t stage) {
  const auto& gate = path.stages[stage].gate;
  if (!gate) return {};
  if (!gate->watch.empty()) return gate->watch;
  return stage == 0 ? std::vector<GroupId>{} : path.stages[stage - 1].groups;
}

std::vector<Reach> soonest(const Path& path) {
  std::vector<Reach> reached;
  for (std::size_t i = 0; i < path.stages.size(); ++i) {
    const Stage& stage = path.stages[i];
    Span opens = stage.soak;
    for (const GroupId& group : watched_by(path, i)) {
      const std::size_t watched = stage_of(path, group);
      if (watched < i) opens = std::max(opens, reached[watched].everybody + stage.gate->bake);
    }
    Span everybody = opens;
    for (const RampStep& step : stage.ramp) everybody += step.hold;
    reached.push_back({opens, everybody});
  }
  return reached;
}

}  // namespace policy
