#pragma once

#include "relay/admin/call.h"

/// What happened, newest first and in pages: `before` is the number to go on from, `next` the one
/// for the next page, or null.
namespace relay::admin {

/// GET /api/v1/feeds/{feed}/releases?before=SEQUENCE: {feed, releases: […], next}
http::Response get_releases(const Parts& parts, const Call& call);

/// GET /api/v1/feeds/{feed}/refused: {feed, refused: […]}, at most 200.
http::Response get_refused(const Parts& parts, const Call& call);

/// GET /api/v1/audit?before=NUMBER: {rows: […], next, head}; each row is {number, at, actor, via,
/// source, action, subject, object, outcome, detail}.
http::Response get_audit(const Parts& parts, const Call& call);

}  // namespace relay::admin
