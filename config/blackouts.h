#pragma once

#include <optional>
#include <vector>

#include "config/outside.h"
#include "config/problem.h"
#include "config/yaml.h"
#include "policy/calendar.h"

namespace config {

/// A calendar's `closed`: dates, and the days of iCalendar files. Without a zone, as one that could
/// not be read, files are not asked for.
std::vector<policy::Closed> read_blackouts(Problems& problems, const Node* node,
                                           const std::optional<policy::Zone>& zone,
                                           const Outside& outside);

/// A calendar's `not_within`; nothing when it has none.
std::optional<policy::NotWithin> read_not_within(Problems& problems, const Node* node, Spot at);

}  // namespace config
