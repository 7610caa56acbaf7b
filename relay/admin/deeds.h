#pragma once

#include "relay/admin/call.h"

/// What people did to a feed's releases, and what waits for them; newest first, in
/// slices (slice.h). The shapes stand in describe_deeds.h.
namespace relay::admin {

/// GET /api/v1/deeds?feed=…&version=…&group=…&person=…&did=…: {deeds: […], next}. All that is named
/// must hold; `version` is of the feed: deeds that name it, its fix or what it fixes, and the stops
/// and holds that were in force while it was on its way. `next` goes on also where nothing was
/// found so far.
http::Response get_deeds(const Parts& parts, const Call& call);

/// GET /api/v1/feeds/{feed}/halts: {feed, halts: […], next}, acknowledged ones too.
http::Response get_halts(const Parts& parts, const Call& call);
/// GET /api/v1/feeds/{feed}/bypasses: {feed, bypasses: […], next}
http::Response get_bypasses(const Parts& parts, const Call& call);
/// GET /api/v1/feeds/{feed}/pauses: {feed, pauses: […], next}, lifted ones too.
http::Response get_pauses(const Parts& parts, const Call& call);
/// GET /api/v1/feeds/{feed}/judgements: {feed, verdicts: […], risks: […], next}: a slice of
/// each.
http::Response get_judgements(const Parts& parts, const Call& call);

}  // namespace relay::admin
