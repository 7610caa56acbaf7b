#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/calendars[?days=N]: {now, until, calendars: [{name, zone, line, from, open, changes,
/// why, windows: [{from, until}], closed: [{from, until, kind, why, line}], cut, groups, feeds}]}:
/// for 14 days, at most 92. Each is told from the begin of its own day on; `groups` and `feeds` are
/// those of the stages that it governs.
http::Response get_calendars(const Parts& parts, const Call& call);

}  // namespace relay::admin
