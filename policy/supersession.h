#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/release.h"

namespace policy {

/// Whether the release before the newest was superseded abnormally fast, which is what a pulled
/// release looks like from outside; a sentence why, nothing when it was not. Fast is: within 2 h,
/// or within half of the feed's recent rhythm (the median of its last eight intervals) if that is
/// longer; within half of it, where the rhythm is below 2 h; within `override` where the policy
/// says so. The vendor's signed times count where both have one, else first sight. At most two in a
/// row: a third is a new rhythm. Takes all releases of a feed, in order.
std::optional<std::string> superseded_fast(const std::vector<Release>& releases,
                                           std::optional<Span> override_span);

}  // namespace policy
