#pragma once

#include "relay/http/message.h"
#include "relay/serve/parts.h"
#include "relay/serve/worlds.h"

/// What HTTP means for endpoints. Knows no vendor, only the World's tables; reads no file and no
/// database.
///
///     /healthz                     alive
///     /<feed>/<path>               the caller's own group
///     /g/<group>/<feed>/<path>     that group, for who is in it; for others the same as their own
///     URL
///
/// Callers are known by the credential that they show, else by their address. An unknown group,
/// feed or path is the same 404; 401, 403 and 429 are never said, because clients lock themselves
/// out on them.
namespace relay::serve {

/// From the newest World, in the thread of the loop whose world it is. Pure but for the paths of
/// blobs, which it asks the store for, for leases, and for what the request tells of a device.
http::Response answer(LoopWorld& world, const Parts& parts, const http::Request& request);

}  // namespace relay::serve
