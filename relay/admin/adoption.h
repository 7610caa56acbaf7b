#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/feeds/{feed}/adoption?version=V: {feed, version, sequence, since, until, groups:
/// [{group, taken, survived, confirmed, silent, points: [{at, taken, survived, silent}]}]}: groups
/// whose devices took it, in the policy's order, and how that grew, at the same moments for all, at
/// most kMostMoments.
http::Response get_adoption(const Parts& parts, const Call& call);

inline constexpr std::int64_t kMostMoments = 120;

}  // namespace relay::admin
