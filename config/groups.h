#pragma once

#include <string>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// The names that `groups` declares, good entries or not, for those who refer to them.
std::vector<std::string> declared_groups(const Node* node);

/// In order. Names are unique; `default` is there, last, and matches nothing. Warns of networks
/// that no device can be in a group by, because an earlier group has them already.
std::vector<policy::Group> read_groups(Problems& problems, const Node* node);

}  // namespace config
