#pragma once

#include <atomic>
#include <cstdint>

#include "relay/io/guarded.h"
#include "relay/rollout/world.h"
#include "relay/serve/ready_files.h"

namespace relay::serve {

/// The World in force, one for all doors that devices use. Safe to use from several threads.
class Worlds {
 public:
  /// With the World that answers until the first publish().
  explicit Worlds(const rollout::WorldPtr& first) : number_{first->number}, newest_{first} {}

  /// Every request that is read from now on is answered from this World, by whichever loop.
  void publish(const rollout::WorldPtr& world);

  rollout::WorldPtr newest() const;
  /// The number of the newest; much cheaper than the World itself.
  std::uint64_t number() const { return number_.load(std::memory_order_acquire); }

 private:
  std::atomic<std::uint64_t> number_;
  io::Guarded<rollout::WorldPtr> newest_;
};

/// The World that one loop answers from, without a lock as long as it stays the same one. Lives in
/// that loop's thread.
class LoopWorld {
 public:
  explicit LoopWorld(const Worlds& all) : all_{all}, mine_{all.newest()} {}

  /// The newest; it lives until the next call.
  const rollout::World& newest() {
    if (mine_->number != all_.number()) take_newest();
    return *mine_;
  }
  /// Files of that World.
  ReadyFiles& ready() { return ready_; }

 private:
  void take_newest();

  const Worlds& all_;
  rollout::WorldPtr mine_;
  ReadyFiles ready_{};
};

}  // namespace relay::serve
