#pragma once

#include "relay/admin/call.h"

/// What people do. Each takes {groups: […] or "all", version, reason, lift}; a reason is always
/// asked for. Answers {sentence, feed, explanations: […]}: what was done, and how every group
/// stands now. More in stop_acts.h, bypass_acts.h and judge_acts.h.
namespace relay::admin {

/// POST /api/v1/feeds/{feed}/adopt
http::Response post_adopt(const Parts& parts, const Call& call);
/// GET /api/v1/feeds/{feed}/bound?version=…&groups=a,b: what a yes of the caller would be bound to:
/// {digest, bound: [{group, release, role, tree, stage, evidence, asks}]}. Refused as the yes would
/// be.
http::Response get_bound(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/approve: takes {expect, ticket, report, decision} besides: with the
/// digest of what was shown as `expect`, a yes to anything else is refused. Answers `bound`
/// besides.
http::Response post_approve(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/hold; `lift` takes it back, here and in the three that follow.
http::Response post_hold(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/pin
http::Response post_pin(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/block
http::Response post_block(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/floor
http::Response post_floor(const Parts& parts, const Call& call);

/// POST /api/v1/feeds/{feed}/sync: one round of the feed, to its end. Its reason may be left out:
/// it lets nothing through. Answers `check` besides, as the status has it: a round that was run to
/// its end may still have failed, or have refused what the vendor had.
http::Response post_sync(const Parts& parts, const Call& call);

}  // namespace relay::admin
