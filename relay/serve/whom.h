#pragma once

#include <optional>

#include "policy/address.h"
#include "policy/id.h"
#include "policy/place.h"
#include "relay/device/directory.h"
#include "relay/http/message.h"
#include "relay/rollout/world.h"

/// Who asks, and for what: from a request and a URL's group to the group that is answered for.
namespace relay::serve {

/// Whether an answer is the same for all who can ask for this URL and get its group.
enum class Audience {
  GroupOfUrl,  ///< The URL names the group.
  Caller,      ///< Who asks decides.
};

/// What a caller is known by: the first of these that it shows decides, also when it does not
/// count. A credential that does not count makes it unknown, wherever it asks from.
enum class Known { Certificate, Token, Address, Not };

struct Whom {
  policy::GroupId group;
  Audience audience = Audience::Caller;
  /// What the caller takes says something of the group: it has shown a credential, or its address
  /// is in the group's own match. Not so of `default`, nor of who is not in the group that it
  /// named.
  bool counts = false;
  Known known = Known::Not;
  device::DevicePtr device{};  ///< Nothing: it has shown no credential that counts.
  policy::Place place{};  ///< In ramps, leases and the ledger: the device's, else its address's.
  /// Who the same device was as long as it showed no credential.
  std::optional<policy::Place> was{};
};

bool has(const rollout::World& world, const policy::GroupId& group);

/// A group in the URL counts for a device that is in it, and for who shows no credential and has an
/// address in its match. All others get their own group: a device by its record, an address by the
/// first group that matches it, else `default`. No directory: nobody has a credential that counts.
Whom whom_of(const rollout::World& world, device::Directory* devices,
             const std::optional<policy::GroupId>& named, const http::Request& request);

/// The device that shows a credential which counts; nothing for all others.
device::DevicePtr device_of(device::Directory& devices, const http::Request& request);

/// A caller's stable place in ramps as long as its address is all that is known of it. FNV-1a: it
/// has to scatter, not to resist anybody.
policy::Place place_of(const policy::Address& caller);

}  // namespace relay::serve
