#include "relay/serve/worlds.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace relay::serve {

Worlds::Worlds(std::size_t loops) : worlds_(loops, std::make_shared<const rollout::World>()) {}

void Worlds::publish(rollout::WorldPtr world) {
  const std::lock_guard lock{mutex_};
  if (closed_) return;
  if (door_ == nullptr) {
    std::ranges::fill(worlds_, world);
    return;
  }
  door_->post_to_loops([this, world](std::size_t loop) { worlds_[loop] = world; });
}

void Worlds::posted_through(http::Door& door) {
  const std::lock_guard lock{mutex_};
  door_ = &door;
}

void Worlds::door_closes() {
  const std::lock_guard lock{mutex_};
  closed_ = true;
  door_ = nullptr;
}

}  // namespace relay::serve
