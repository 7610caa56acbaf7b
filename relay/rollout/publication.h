#pragma once

#include "relay/rollout/recorded.h"
#include "relay/rollout/tables.h"
#include "relay/rollout/world.h"

namespace relay::rollout {

/// How long the immutable files of a release stay reachable after a group left it. Without it
/// clients in the middle of an update fail at every switch.
constexpr policy::Span kGrace = std::chrono::hours{72};

/// A group's part of the World for one feed. A release that was taken back is in no part of it.
Publication publication(const Recorded& recorded, const policy::GroupId& group,
                        const policy::Plan& plan, Tables& tables, policy::Instant now);

}  // namespace relay::rollout
