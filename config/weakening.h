#pragma once

#include <string>
#include <vector>

#include "config/policy.h"

namespace config {

/// What a new revision protects less than the old one: policy::weakened(), and what is trusted of
/// the vendors' feeds: keys that are added, signatures that are no longer required, another origin
/// of what nobody signs.
std::vector<std::string> weakened(const Policy& before, const Policy& after);

}  // namespace config
