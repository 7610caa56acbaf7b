#pragma once

#include <vector>

#include "config/declared.h"
#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// In order. Names are unique, a group is in at most one stage of a path, and gates watch earlier
/// stages.
std::vector<policy::Path> read_paths(Problems& problems, const Node* node,
                                     const Declared& declared);

}  // namespace config
