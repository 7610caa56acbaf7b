#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/groups: {silent_since, groups: [{group, line, addresses: ["10.1.0.0/16"], matches:
/// [{enrolled, attributes: [{name, value}]}], ephemeral, sticky, reboot_allowance, stages: [{path,
/// stage}], devices, silent, failing, behind, never_offered}]}, in the policy's order: a device is
/// in the first that matches. What makes somebody a member stands in `addresses` and `matches`;
/// `stages` are those of the paths that name it (one that no stage names is in the last of each
/// path). Devices are those that are remembered with its releases; `silent` ones asked for nothing
/// since `silent_since`, `failing` ones got an error last, `behind` ones have not taken what they
/// were offered, `never_offered` ones say they have what they were not: the states of GET
/// /api/v1/devices, as they were some seconds ago (Telemetry::kTallied).
http::Response get_groups(const Parts& parts, const Call& call);

}  // namespace relay::admin
