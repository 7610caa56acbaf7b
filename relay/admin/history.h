#pragma once

#include "relay/admin/call.h"

/// What happened, newest first, in slices: see slice.h.
namespace relay::admin {

/// GET /api/v1/feeds/{feed}/releases: {feed, releases: […], next}
http::Response get_releases(const Parts& parts, const Call& call);

/// GET /api/v1/feeds/{feed}/refused: {feed, refused: […], next}
http::Response get_refused(const Parts& parts, const Call& call);

/// GET /api/v1/audit?person=…&action=…&feed=…&text=…&since=…&until=…: {rows: […], next, looked_to,
/// head}; each row is {number, at, actor, via, source, action, subject, object, outcome, detail}.
/// All that is named must hold: who acted, the action, a feed that the row is about, a text in
/// actor, action, subject or detail, times. At most 100,000 rows are looked at: `looked_to` is the
/// oldest of them, and `next` goes on from there, also where nothing was found so far.
http::Response get_audit(const Parts& parts, const Call& call);

}  // namespace relay::admin
