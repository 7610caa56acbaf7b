#pragma once

#include "relay/admin/call.h"

namespace relay::admin {

/// GET /api/v1/health: {now, started, memory, disk: {path, free, of, keep_free, enough, sentence},
/// databases: [{name, bytes, log_bytes}], doors: [{door, url, tls}]}: what carries the relay; `tls`
/// is {subject, issuer, from, until, own, digest, sentence} or null. No database is asked for it.
http::Response get_health(const Parts& parts, const Call& call);

}  // namespace relay::admin
