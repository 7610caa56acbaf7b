#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/status: the relay and every feed at a glance, all of one moment.
/// {name, version, now, revision, zones, single_person, clock: {suspect}, doors: […], audit: {head,
/// signer, trouble}, stopped, feeds: [{feed, class, newest, check, refused, acts: […], halts: […],
/// pauses: […], bypasses: […], doubted: […], groups:
/// [{group, active, withheld, freshness, expiring: [{sentence}], rollouts: […], seen}]}]} `seen`
/// counts devices of the group in the last seven days. `name` is the machine's, or null; `zones`
/// are those of the policy's calendars. Of halts those that still hold a release back, of pauses
/// those in force, of bypasses those that are in force or wait for somebody; `doubted` are releases
/// that are not good: [{version, sequence, standing, reason}]. Their shapes: describe_deeds.h,
/// describe_group.h, open_door.h.
http::Response get_status(const Parts& parts, const Call& call);

}  // namespace relay::admin
