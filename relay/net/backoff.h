#pragma once

#include <chrono>
#include <optional>

#include "policy/time.h"

namespace relay::net {

/// How long to stay away from a vendor that failed: `first` after one failure, twice as long after
/// each further one, never longer than `longest`.
struct Backoff {
  policy::Span first = std::chrono::minutes{1};
  policy::Span longest = std::chrono::hours{1};
};

/// When to ask again after `failures` in a row (1 or more). `fraction` in [0, 1) is the caller's
/// random number: the wait lies between half and all of the step, so that relays that failed
/// together do not come back together. A vendor's own Retry-After is kept to, up to `longest`.
policy::Instant next_attempt(policy::Instant now, unsigned failures,
                             std::optional<std::chrono::seconds> asked_for, double fraction,
                             const Backoff& backoff = {});

}  // namespace relay::net
