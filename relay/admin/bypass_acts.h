#pragma once

#include "relay/admin/call.h"

/// Exceptions that people make for one release. `skip` is a list of a stage's rules, `for` how long
/// it lasts, such as "12h". Answered as acts.h says; the sentence names the bypass by its number.
namespace relay::admin {

/// POST /api/v1/feeds/{feed}/bypass, {groups, version, skip, for, reason}
http::Response post_bypass(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/break-glass, the same
http::Response post_break_glass(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/fix-forward, the same and `of`: the bad version, which devices took.
http::Response post_fix_forward(const Parts& parts, const Call& call);

/// POST /api/v1/feeds/{feed}/grant, {bypass, reason}: one more person's yes.
http::Response post_grant(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/review, the same: somebody has looked into what it did.
http::Response post_review(const Parts& parts, const Call& call);

}  // namespace relay::admin
