#include "relay/ledger/queue.h"

#include <utility>

namespace relay::ledger {

void Queue::put(Sighting&& sighting) {
  const std::size_t at = put_.load(std::memory_order_relaxed);
  if (at - taken_.load(std::memory_order_acquire) == ring_.size()) {
    lost_.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  ring_[at % ring_.size()] = std::move(sighting);
  put_.store(at + 1, std::memory_order_release);
}

std::optional<Sighting> Queue::take() {
  const std::size_t at = taken_.load(std::memory_order_relaxed);
  if (at == put_.load(std::memory_order_acquire)) return std::nullopt;
  std::optional<Sighting> oldest = std::exchange(ring_[at % ring_.size()], std::nullopt);
  taken_.store(at + 1, std::memory_order_release);
  return oldest;
}

}  // namespace relay::ledger
