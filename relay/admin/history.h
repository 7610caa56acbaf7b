#pragma once

#include "relay/admin/call.h"

/// What happened, newest first, in slices: see slice.h.
namespace relay::admin {

/// GET /api/v1/feeds/{feed}/releases: {feed, releases: […], next}
http::Response get_releases(const Parts& parts, const Call& call);

/// GET /api/v1/feeds/{feed}/refused: {feed, refused: […], next}
http::Response get_refused(const Parts& parts, const Call& call);

/// GET /api/v1/audit: {rows: […], next, head}; each row is {number, at, actor, via, source, action,
/// subject, object, outcome, detail}.
http::Response get_audit(const Parts& parts, const Call& call);

}  // namespace relay::admin
