#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/advice?feed=F&devices=N&fault=5%: what the pilots of the policy in force can see,
/// and when its stages are reached. {fault, gates: [{feed, path, stage, line, group, devices, sees,
/// stops, asks_evidence, wanted, small, sentence}], journeys: [{path, line, ceiling, stages:
/// [{stage, groups, opens, everybody, over}]}]}. A gate stands there once for each feed and each
/// group that it watches; its devices are those that were seen in seven days, or N of every group,
/// or null where nobody knows any. `sees` and `stops` are chances such as "22.6%". Times are those
/// of a release that nothing but soak, bake and ramp holds back, and `over` says that they are
/// above the ceiling.
http::Response get_advice(const Parts& parts, const Call& call);

}  // namespace relay::admin
