#include "relay/serve/worlds.h"

namespace relay::serve {

// The number under the lock as well: who has taken a World from here finds its number or a later
// one from then on, and so does everybody whom it tells something.
void Worlds::publish(const rollout::WorldPtr& world) {
  newest_.with([&](rollout::WorldPtr& newest) {
    newest = world;
    number_.store(world->number, std::memory_order_release);
  });
}

rollout::WorldPtr Worlds::newest() const {
  return newest_.with([](const rollout::WorldPtr& newest) { return newest; });
}

void LoopWorld::take_newest() {
  ready_.clear();
  mine_ = all_.newest();
}

}  // namespace relay::serve
