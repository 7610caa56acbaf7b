#pragma once

#include <string>
#include <vector>

#include "config/problem.h"
#include "config/scenario_time.h"
#include "config/values.h"
#include "config/yaml.h"
#include "policy/simulate/scenario.h"

namespace config {

/// A scenario's `vendor`: releases and series of them, in order of time, each version once, at most
/// kMostPublications. `models`: those of the fleet.
std::vector<policy::simulate::Publication> read_vendor(Problems& problems, const Node* node,
                                                       const Lifetime& lifetime,
                                                       const std::vector<std::string>& models);

/// What a bad release does, as it is written.
Words<policy::simulate::Damage> damages();

}  // namespace config
