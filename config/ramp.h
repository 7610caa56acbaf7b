#pragma once

#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// A stage's `ramp`: rising shares, each but the last held for a while, the last one everybody.
/// Empty when there is none.
std::vector<policy::RampStep> read_ramp(Problems& problems, const Node* node);

}  // namespace config
