#pragma once

#include <cstddef>
#include <vector>

#include "relay/http/server.h"
#include "relay/rollout/world.h"

namespace relay::serve {

/// The World in force, one pointer for each loop of the endpoints' door, so that a request takes no
/// lock to read it and sees one World from its first line to its last. Must live longer than the
/// door.
class Worlds {
 public:
  /// With the World that answers until the first publish().
  Worlds(std::size_t loops, const rollout::WorldPtr& first) : of_loop_(loops, first) {}

  /// Brings a new World to every loop of the door; each changes over between two requests. The
  /// number of loops is the door's. From any thread.
  void publish(http::Door& door, const rollout::WorldPtr& world);

  /// For answers in that loop only (Request::loop).
  const rollout::World& of(std::size_t loop) const { return *of_loop_[loop]; }

 private:
  std::vector<rollout::WorldPtr> of_loop_;  ///< Each is touched by its own loop alone.
};

}  // namespace relay::serve
