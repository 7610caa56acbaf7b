#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/forecast?feed=F&group=G&days=N: what will become of the feeds until then, if nothing
/// new is seen and nobody acts; without names all of them. {now, until, feeds: [{feed, events:
/// [{at, group, what, version, to, if, sentence}], cut, as_things_are: [{groups: [G], newer:
/// [{version, reasons: […], more_reasons}]}], if_healthy: […]}]}. Every feed is forecast twice: as
/// things are, so that no device says anything more, and as if devices stay well and say what gates
/// ask for. An event of both has `if`: null, else it is "devices stay well" or "no device speaks".
/// The two lists are what still stands in the way at `until`, groups together that the same stands
/// in the way of; of reasons a few of each kind.
http::Response get_forecast(const Parts& parts, const Call& call);

}  // namespace relay::admin
