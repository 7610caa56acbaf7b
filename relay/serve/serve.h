#pragma once

#include "relay/http/message.h"
#include "relay/rollout/world.h"
#include "relay/store/store.h"

namespace relay::serve {

/// What an endpoint gets. Knows no vendor, only serving tables; reads nothing but the World and,
/// for the body, a blob's path.
///
///     /healthz                    200 while the relay answers
///     /<feed>/<path>              what the caller's own group has
///     /g/<group>/<feed>/<path>    what that group has, for callers whose address is in its match;
///                                 others get what their own group has
///
/// The caller's own group is the first whose match holds its address, else `default`. What is not
/// known is 404, quickly: absence is part of three protocols. Never 401, 403 or 429: freshclam
/// locks itself out of all mirrors on these.
http::Response answer(const rollout::World& world, const store::Store& store,
                      const http::Request& request);

}  // namespace relay::serve
