#pragma once

#include "relay/admin/call.h"
#include "relay/json/value.h"

namespace relay::admin {

/// {device, name, group, in_group, attributes: [{name, value}], enrolled, credentials: [{kind,
/// until}], revoked: {person, reason, at} or null}. `group` is the one that it counts as enrolled
/// for, `in_group` where that puts it by the policy in force; both are null for a device that shows
/// a certificate of the organisation's own, whose names are not recorded.
json::Value describe(const catalog::DeviceRow& row, const std::vector<policy::Group>& groups);
/// The same with {in_turn: {one, other, at} or null}: two addresses from which one of its
/// credentials is shown in turn, so that two devices are likely to have it.
json::Value describe(const Parts& parts, const Call& call, const catalog::DeviceRow& row);

/// GET /api/v1/enrolled?group=…&in_group=…&text=…&state=not-asked: {devices: […], next, enrolments:
/// [{number, group, name, until, person, at}], in_the_clear}. Devices in the order of their ids, in
/// slices (slice.h): `group` is what they count as enrolled for, `in_group` where the policy in
/// force puts them, and "not-asked" are those that GET /api/v1/devices has not, because telemetry
/// does not remember that they ever asked.
/// For one answer 4,000 devices are looked at: it may have fewer than `limit`, or none, and `next`.
/// Enrolments are those that may still be used, the newest 200. `in_the_clear` counts credentials
/// that were sent to the plain door.
http::Response get_enrolled(const Parts& parts, const Call& call);

}  // namespace relay::admin
