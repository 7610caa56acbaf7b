#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/flow: what is on its way to whom, and why not further: all that the first page
/// shows, in one answer. {now, revision, name, version, zones, stopped, clock: {suspect}, alarms:
/// [{kind, sentence, feed, group, version, at}], feeds: [{feed, class, newest, check, refused,
/// acts, halts, pauses, bypasses, doubted, going_back, next, waiting: […], cells: […]}]}
///
/// Alarms: the gravest first, 200 at most. `cells` (cells.h) are the groups, those that stand alike
/// in one, in the order of their path's stages; `newest` is where in the feed's `waiting`
/// (waiting.h) the newest release stands that waits for them, from 0; `withheld` counts all.
/// `held`: by a person or the policy, in this feed; `paused`, `halted`: one of its releases is.
/// `going_back`: [{client, does}], what each does with an older release. `next`: {at, events:
/// [{group, what, version, to, sentence}]}, what happens next by time alone, from the engine that a
/// forecast has; null: nothing does, or not within a few turns. Every feed is looked at at the same
/// moment, but is read by itself, and what was read is thought about without the database.
http::Response get_flow(const Parts& parts, const Call& call);

}  // namespace relay::admin
