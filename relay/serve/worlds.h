#pragma once

#include <cstddef>
#include <mutex>
#include <vector>

#include "relay/http/server.h"
#include "relay/rollout/world.h"

namespace relay::serve {

/// The World in force, as each loop of the endpoints' door sees it: a pointer of its own, replaced
/// in its own thread between two requests, so a request takes no lock and sees one consistent
/// World.
class Worlds {
 public:
  /// For a door with at most so many loops.
  explicit Worlds(std::size_t loops);

  /// Safe from any thread. Until a door is open it takes effect at once, afterwards a moment later.
  void publish(rollout::WorldPtr world);
  /// The door is open, and from now on Worlds are posted to its loops.
  void posted_through(http::Door& door);
  /// The door is about to close: later Worlds are for nobody.
  void door_closes();

  /// In the loop's own thread only.
  const rollout::World& of(std::size_t loop) const { return *worlds_[loop]; }

 private:
  std::vector<rollout::WorldPtr> worlds_;  ///< Each written and read by its own loop alone.
  std::mutex mutex_;
  http::Door* door_ = nullptr;  ///< Guarded by mutex_, as is the next.
  bool closed_ = false;
};

}  // namespace relay::serve
