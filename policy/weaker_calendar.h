#pragma once

#include <string>
#include <vector>

#include "policy/calendar.h"

namespace policy {

/// When `after` may be open and `before` is not, a sentence each. Blackouts that are over count as
/// well: the present is no part of what a document says.
std::vector<std::string> weaker_calendar(const Calendar& before, const Calendar& after);

}  // namespace policy
