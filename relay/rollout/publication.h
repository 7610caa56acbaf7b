#pragma once

#include "relay/rollout/feed_facts.h"
#include "relay/rollout/tables.h"

namespace relay::rollout {

/// How long the immutable files of a release stay reachable after a group left it. Without it
/// clients in the middle of an update fail at every switch.
constexpr policy::Span kGrace = std::chrono::hours{72};

/// A group's part of the World for one feed. A withdrawn release is in no part of it.
Publication publication(const FeedFacts& facts, const policy::GroupId& group,
                        const policy::Plan& plan, Tables& tables, policy::Instant now);

}  // namespace relay::rollout
