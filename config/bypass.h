#pragma once

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// The section `bypass`. Without it nobody may let a release skip rules; with it, it says who, or
/// has a break-glass.
policy::BypassRules read_bypass(Problems& problems, const Node* node, Spot at);

}  // namespace config
