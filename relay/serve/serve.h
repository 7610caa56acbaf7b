#pragma once

#include "relay/http/message.h"
#include "relay/ledger/queue.h"
#include "relay/rollout/world.h"
#include "relay/store/store.h"

/// What HTTP means for endpoints. Knows no vendor, only the World's tables; reads no file and no
/// database.
///
///     /healthz                     alive
///     /<feed>/<path>               the caller's own group
///     /g/<group>/<feed>/<path>     that group, for who is in it; for others the same as their own
///     URL
///
/// Callers are known by their address as long as devices cannot enrol. An unknown group, feed or
/// path is the same 404; 401, 403 and 429 are never said, because clients lock themselves out on
/// them.
namespace relay::serve {

/// Pure but for the paths of blobs, which it asks the store for, and for what it puts into `heard`:
/// what the request tells of a device. Nothing: nobody listens.
http::Response answer(const rollout::World& world, const store::Store& store,
                      const http::Request& request, ledger::Queue* heard = nullptr);

}  // namespace relay::serve
