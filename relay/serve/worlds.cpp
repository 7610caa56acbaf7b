#include "relay/serve/worlds.h"

#include "policy/require.h"

namespace relay::serve {

void Worlds::publish(http::Door& door, const rollout::WorldPtr& world) {
  policy::require(door.loops() == of_loop_.size(), "every loop of the door has its World");
  door.post_to_loops([this, world](std::size_t loop) { of_loop_[loop] = world; });
}

}  // namespace relay::serve
