#pragma once

#include <string>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/simulate/scenario.h"

namespace config {

/// A scenario's `fleet`: groups by counts, each once, together at most kMostDevices.
std::vector<policy::simulate::FleetGroup> read_fleet(Problems& problems, const Node* node);

/// The models that `fleet` declares, each once, good entries or not, for those who refer to them.
std::vector<std::string> declared_models(const Node* node);

}  // namespace config
