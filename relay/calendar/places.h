#pragma once

#include <functional>
#include <map>
#include <string>

#include "policy/zone.h"
#include "relay/calendar/ical.h"

namespace relay::calendar {

/// Whose wall a time is on. Keeps the zones that it has loaded; belongs to one thread.
class Places {
 public:
  /// `home` is the wall of whatever names no zone; it outlives this.
  explicit Places(const policy::Zone& home) : home_{home} {}

  /// Nothing when the system has no zone of that name.
  const policy::Zone* of(const When& when);

 private:
  const policy::Zone& home_;
  const policy::Zone utc_{};
  std::map<std::string, policy::Zone, std::less<>> known_{};
};

/// The wall time at which a blackout begins or ends. Where the clock shows `at` a second time, it
/// is one that comes later: closed too long is better than too short.
std::chrono::local_seconds end_on(const policy::Zone& zone, policy::Instant at);

}  // namespace relay::calendar
