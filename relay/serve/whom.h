#pragma once

#include <optional>

#include "policy/address.h"
#include "policy/id.h"
#include "policy/place.h"
#include "relay/rollout/world.h"

/// Who is asked for what: from an address and a URL's group to the group that is answered for.
namespace relay::serve {

/// Whether an answer is the same for all who can ask for this URL and get its group.
enum class Audience {
  GroupOfUrl,  ///< The URL names the group.
  Caller,      ///< Who asks decides.
};

struct Whom {
  policy::GroupId group;
  Audience audience = Audience::Caller;
  /// The caller's address is in the group's own match, so what it takes says something of the
  /// group: not of `default`, and not of who named another group.
  bool counts = false;
};

bool has(const rollout::World& world, const policy::GroupId& group);

/// A group in the URL counts for callers whose address is in its match; for all others the first
/// group that matches their address, else `default`.
Whom whom_of(const rollout::World& world, const std::optional<policy::GroupId>& named,
             const policy::Address& caller);

/// A caller's stable place in ramps as long as its address is all that is known of it. FNV-1a: it
/// has to scatter, not to resist anybody.
policy::Place place_of(const policy::Address& caller);

}  // namespace relay::serve
