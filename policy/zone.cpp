#include "policy/zone.h"

#include <algorithm>

namespace policy {
namespace {

using Changes = std::vector<Zone::Change>;

constexpr Span kFarthestOff = std::chrono::hours{26};

Changes::const_iterator first_after(const Zone& zone, Instant at) {
  return std::ranges::upper_bound(zone.changes, at, {}, &Zone::Change::at);
}

Span offset_before(const Zone& zone, Changes::const_iterator change) {
  return change == zone.changes.begin() ? zone.offset : std::prev(change)->offset;
}

}  // namespace

std::chrono::local_seconds local(const Zone& zone, Instant at) {
  const Span offset = offset_before(zone, first_after(zone, at));
  return std::chrono::local_seconds{(at + offset).time_since_epoch()};
}

Instant instant(const Zone& zone, std::chrono::local_seconds at) {
  const Instant as_utc{Span{at.time_since_epoch()}};
  auto next = first_after(zone, as_utc - kFarthestOff);
  Instant found = as_utc - offset_before(zone, next);
  for (; next != zone.changes.end() && next->at <= found; ++next) {
    found = std::max(next->at, as_utc - next->offset);
  }
  return found;
}

}  // namespace policy
