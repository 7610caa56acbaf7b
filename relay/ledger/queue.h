#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "relay/ledger/repeats.h"
#include "relay/ledger/sighting.h"

namespace relay::ledger {

/// From one loop of the endpoints' door to the recorder: a ring of fixed size without a lock. One
/// thread puts, one takes; neither ever waits for the other.
class Queue {
 public:
  static constexpr std::size_t kRoom = 16'384;
  explicit Queue(std::size_t room = kRoom) : ring_(room) {}

  /// By the loop. What finds no room is lost, and counted.
  void put(Sighting&& sighting);
  /// The same, but for what repeats another one; see Repeats.
  void put_new(Sighting&& sighting, std::uint64_t file = 0) {
    if (!repeats_.repeats(sighting, file)) put(std::move(sighting));
  }
  /// By the recorder: the oldest; nothing when it is empty.
  std::optional<Sighting> take();
  /// By the recorder: how many were lost since it asked last.
  std::uint64_t lost() { return lost_.exchange(0, std::memory_order_relaxed); }

 private:
  std::vector<std::optional<Sighting>> ring_;
  Repeats repeats_{};                               ///< The loop's alone.
  alignas(64) std::atomic<std::size_t> put_ = 0;    ///< Written by the loop alone.
  alignas(64) std::atomic<std::size_t> taken_ = 0;  ///< Written by the recorder alone.
  alignas(64) std::atomic<std::uint64_t> lost_ = 0;
};

}  // namespace relay::ledger
