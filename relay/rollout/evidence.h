#pragma once

#include <string>

#include "policy/plan.h"

namespace relay::rollout {

/// What the watched groups say of a release, as the page shows it: "pilot: open to all since …, 5
/// of 5 have survived". Goes into the audit with an approval and an opening; empty where no gate
/// asks.
std::string evidence(const policy::Question& asked, policy::Sequence release);

}  // namespace relay::rollout
