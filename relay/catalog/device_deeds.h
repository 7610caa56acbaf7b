#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/id.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/device_id.h"

namespace relay::catalog {

/// What was done about one device, as the audit has it.
struct DeviceDeed {
  std::int64_t number = 0;  ///< Of the audit's row; 0: of the leave by which it enrolled.
  policy::Instant at{};
  std::string person{};
  std::string action{};                    ///< "enrolled", "moved", "revoked" …
  std::optional<policy::GroupId> group{};  ///< For which it counts as enrolled from then on.
  /// What the person said; empty for the relay, whose rows tell from which address a device came,
  /// and that is for who may read the audit.
  std::string reason{};
};

/// Newest first, at most `most`; those alone that were done.
std::vector<DeviceDeed> deeds_of(db::Connection& db, const DeviceId& device, std::size_t most);

}  // namespace relay::catalog
