#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/device/history?device=…: {device, entries: [{at, kind, feed, release: {version,
/// sequence}, group, person, action, reason}], next}, newest first, in slices (slice.h). `kind` is
/// "take": the device took a release of a feed as part of a group, as far as that is remembered
/// (telemetry::Take); or "deed": what was done about it, which everybody may know who may look at
/// it: by whom, what, why where a person did so, and for which group it counts from then on, the
/// newest kMostDeeds. What the other kind has is null.
http::Response get_device_history(const Parts& parts, const Call& call);
constexpr std::size_t kMostDeeds = 1'000;

}  // namespace relay::admin
