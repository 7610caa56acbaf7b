#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/feeds/{feed}/journey?version=V: a release's way through the groups: {now, feed,
/// version, sequence, groups: [{group, path, stage, state, how, opened, settled, steps: [{to, at}],
/// since, reasons, devices, offered, has, takes}]}, in the order of the path's stages. `state` is
/// "waiting", "open", "settled" …, as everywhere, "superseded" also of what the group never had.
/// `how` it was opened: "adopted", "rules", "bypass", "advanced"; `steps` of its ramp; `since`
/// devices of the group come to it, or null while they do not; `reasons` while it waits.
///
/// `devices` were seen in seven days. `offered` were to have it when they asked last, `has` took it
/// last: both as far as devices are remembered. `takes`: {taken, mature, survived, confirmed,
/// failed, silent} of the ledger's evidence; null where it has none of it any more.
http::Response get_journey(const Parts& parts, const Call& call);

}  // namespace relay::admin
