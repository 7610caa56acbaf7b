#pragma once

#include <memory>
#include <string>

#include "policy/membership.h"
#include "policy/place.h"
#include "relay/catalog/device_id.h"

namespace relay::device {

using DeviceId = catalog::DeviceId;

/// One device as the organisation knows it. Immutable: what is said of it later makes another.
struct Device {
  DeviceId id;
  std::string name{};           ///< For people; empty: it has none.
  policy::Membership record{};  ///< What its group follows from.
  policy::Place place{};        ///< Made of its id, so it stays when its credentials change.
};
using DevicePtr = std::shared_ptr<const Device>;

policy::Place place_of(const DeviceId& id);

}  // namespace relay::device
