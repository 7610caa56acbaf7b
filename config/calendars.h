#pragma once

#include <vector>

#include "config/outside.h"
#include "config/problem.h"
#include "config/yaml.h"
#include "policy/calendar.h"

namespace config {

/// The entries of `calendars` that can be read; a problem for each of the others, and for one that
/// is never open.
std::vector<policy::CalendarPtr> read_calendars(Problems& problems, const Node* node,
                                                const Outside& outside);

}  // namespace config
