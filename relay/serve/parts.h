#pragma once

#include "relay/device/directory.h"
#include "relay/ledger/queue.h"
#include "relay/serve/leases.h"
#include "relay/store/store.h"
#include "relay/telemetry/pad.h"

namespace relay::serve {

/// What answers need besides the World. Refers to what its owner keeps.
struct Parts {
  const store::Store& store;
  Leases& leases;
  ledger::Queue* heard = nullptr;  ///< Nothing: nobody listens to what requests tell of devices.
  device::Directory* devices = nullptr;  ///< Nothing: no credential counts.
  telemetry::Pad* seen = nullptr;        ///< Of the loop. Nothing: what devices do is not noted.
};

}  // namespace relay::serve
