#pragma once

#include <vector>

#include "config/declared.h"
#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// What the policy itself pins, holds or blocks. Each entry limits something, and its floor is not
/// what it blocks.
std::vector<policy::Limit> read_limits(Problems& problems, const Node* node,
                                       const Declared& declared);

}  // namespace config
