#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/status: the relay and every feed at a glance, all of one moment.
/// {version, now, revision, single_person, clock: {suspect}, feeds: [{feed, class, newest, check,
/// refused, acts: […], groups: [{group, active, withheld}]}]}
http::Response get_status(const Parts& parts, const Call& call);

}  // namespace relay::admin
