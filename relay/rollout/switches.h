#pragma once

#include <vector>

#include "policy/plan.h"
#include "relay/catalog/rollouts.h"

namespace relay::rollout {

/// Releases of `open` (newest first) that devices of the group come to now, oldest first: those
/// that it never had; those that it falls back to, because what came after them is not open any
/// more; those that are open again, after it fell back from them. Their time is the Last-Modified
/// that clients compare, so no device may see an earlier one than before. `history`: of the group.
std::vector<policy::Sequence> arrivals(const std::vector<catalog::ActivationRow>& history,
                                       const std::vector<policy::OpenRelease>& open);

}  // namespace relay::rollout
