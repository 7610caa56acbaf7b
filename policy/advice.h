#pragma once

#include <cstdint>
#include <optional>

#include "policy/document.h"

/// How much a pilot can see, before anything has happened: for `sluice advise`, and for the warning
/// when a policy is saved. A fault hits each device by itself, with the same share.
namespace policy {

/// The chance that at least one of so many devices shows a fault of this share: 22.6 % for 5
/// devices and a fault of 5 %.
double sees(std::uint64_t devices, double share);

/// How many devices show such a fault with at least this chance; nothing when no number does.
std::optional<std::uint64_t> devices_for(double share, double chance);

/// The chance that a gate does not pass a fault of this share when so many devices are in the group
/// it watches, all of them have taken the release, and the fault counts against whatever the gate
/// asks for. 1 for a share of 0 means that the gate can never pass with so few. `by` is left out:
/// it can only stop more. Silence is held against 0; for an ephemeral group clear `silent` first.
double stopped(const Gate& gate, std::uint64_t devices, double share);

}  // namespace policy
