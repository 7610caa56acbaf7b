#include "relay/calendar/places.h"

#include <utility>

#include "relay/calendar/zone.h"

namespace relay::calendar {

const policy::Zone* Places::of(const When& when) {
  if (when.utc) return &utc_;
  if (when.zone.empty()) return &home_;
  auto found = known_.find(when.zone);
  if (found == known_.end()) {
    auto loaded = zone(when.zone);
    if (!loaded) return nullptr;
    found = known_.emplace(when.zone, *std::move(loaded)).first;
  }
  return &found->second;
}

std::chrono::local_seconds end_on(const policy::Zone& zone, policy::Instant at) {
  const auto wall = policy::local(zone, at);
  return wall + (at - policy::instant(zone, wall));
}

}  // namespace relay::calendar
