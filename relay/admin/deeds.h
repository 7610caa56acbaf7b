#pragma once

#include "relay/admin/call.h"

/// What people did to a feed's releases, and what waits for them; newest first, in
/// slices (slice.h). The shapes stand in describe_deeds.h.
namespace relay::admin {

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
