#pragma once

#include <optional>
#include <string>

#include "policy/conditions.h"

namespace policy {

/// How long the group has waited for the oldest newer release that is trusted; nothing when there
/// is none, or the group has no base release.
std::optional<Staleness> staleness(const Situation& at);

/// What the path lets a release skip when content has become too old: soak, approval, window and an
/// inconclusive gate; nothing before the ceiling, or where it only raises an alarm.
Skips advance(const Situation& at, const std::optional<Staleness>& stale);

/// When time alone changes a staleness: at the alarm, at the ceiling.
std::optional<Instant> next_look(const Staleness& stale, Instant now);

/// "waiting for 27500 since 2026-03-04 06:00 UTC; the ceiling of 2d is reached at 2026-03-06 …"
std::string sentence(const Staleness& stale, const FeedFacts& facts);
/// "the signed metadata of 27500 expires at 2026-03-04 06:00 UTC, before its rules let it go"
std::string sentence(const WillExpire& expiry, const FeedFacts& facts);

}  // namespace policy
