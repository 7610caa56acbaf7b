#include "relay/device/credentials.h"

#include <cstring>
#include <utility>

namespace relay::device {

std::size_t Credentials::Scatter::operator()(const policy::Digest& digest) const {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.bytes.data(), sizeof hash);
  return hash;
}

// Another byte than those that scatter within a part.
const Credentials::Part& Credentials::part_of(const policy::Digest& digest) const {
  return parts_[std::to_integer<std::size_t>(digest.bytes.back()) % kParts];
}
Credentials::Part& Credentials::part_of(const policy::Digest& digest) {
  return parts_[std::to_integer<std::size_t>(digest.bytes.back()) % kParts];
}

DevicePtr Credentials::find(Kind kind, const policy::Digest& digest, const Showing& showing) {
  Part& part = part_of(digest);
  const std::lock_guard lock{part.mutex};
  const auto found = part.owned.find(digest);
  if (found == part.owned.end() || found->second.kind != kind) return nullptr;
  if (showing.from) found->second.sources.note(*showing.from, showing.now);
  return found->second.device;
}

std::optional<Sources::InTurn> Credentials::in_turn(const policy::Digest& digest) const {
  const Part& part = part_of(digest);
  const std::lock_guard lock{part.mutex};
  const auto found = part.owned.find(digest);
  if (found == part.owned.end()) return std::nullopt;
  return found->second.sources.in_turn();
}

void Credentials::put(Kind kind, const policy::Digest& digest, DevicePtr device) {
  Part& part = part_of(digest);
  const std::lock_guard lock{part.mutex};
  Owned& owned = part.owned.try_emplace(digest, Owned{.kind = kind}).first->second;
  owned.device = std::move(device);
}

void Credentials::remove(const policy::Digest& digest) {
  Part& part = part_of(digest);
  const std::lock_guard lock{part.mutex};
  part.owned.erase(digest);
}

}  // namespace relay::device
