#pragma once

#include "relay/admin/call.h"

/// What people, and the organisation's own tests, say of a release. Answered as acts.h says.
namespace relay::admin {

/// POST /api/v1/feeds/{feed}/verdict, {version, check, yes, reason}: a check says yes or no to
/// exactly these bytes.
http::Response post_verdict(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/risk, {groups, version, risk: "high" or "low", reason}
http::Response post_risk(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/quarantine, {version, reason}: withdrawn everywhere.
http::Response post_quarantine(const Parts& parts, const Call& call);
/// POST /api/v1/feeds/{feed}/trust, {version, reason}: good again.
http::Response post_trust(const Parts& parts, const Call& call);

}  // namespace relay::admin
