#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "policy/time.h"

namespace relay::net {

/// However long a vendor tells us to stay away, we ask again after this.
constexpr std::chrono::seconds kLongestRetryAfter = std::chrono::hours{1};

/// Retry-After (RFC 9110, 10.2.3): seconds, or a date, which counts from `now`. At most one hour;
/// nothing for what is neither.
std::optional<std::chrono::seconds> retry_after(const std::string& field, policy::Instant now);

}  // namespace relay::net
