#pragma once

#include "relay/admin/call.h"

/// Stopping, and letting go on. Answered as acts.h says.
namespace relay::admin {

/// POST /api/v1/feeds/{feed}/pause, {groups, version, reason}
http::Response post_pause(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/resume, the same
http::Response post_resume(const Parts& parts, const Call& call);

/// POST /api/v1/feeds/{feed}/acknowledge, {groups, version, decision: "resume" or "block",
/// fixed_by, reason}: of the release's halts. `fixed_by` may be left out, and said later with the
/// same decision.
http::Response post_acknowledge(const Parts& parts, const Call& call);

/// POST /api/v1/stop, {reason, lift}: of every feed. Answers {sentence, stopped: {by, reason, at}
/// or null}.
http::Response post_stop(const Parts& parts, const Call& call);

/// POST /api/v1/clock/confirm, {reason}: the clock is right as it is. 409 while it is trusted.
/// Answers {sentence, now}.
http::Response post_confirm_clock(const Parts& parts, const Call& call);

}  // namespace relay::admin
