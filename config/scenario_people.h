#pragma once

#include <vector>

#include "config/problem.h"
#include "config/scenario_time.h"
#include "config/yaml.h"
#include "policy/simulate/scenario.h"

namespace config {

/// A scenario's `people`: when they are there, what they do and how long it takes them. `vendor`:
/// its releases, of which planned bypasses name some.
policy::simulate::People read_people(Problems& problems, const Node* node, const Lifetime& lifetime,
                                     const std::vector<policy::simulate::Publication>& vendor);

/// A scenario's `checks`: test benches, each once.
std::vector<policy::simulate::Bench> read_benches(Problems& problems, const Node* node);

}  // namespace config
