#pragma once

#include <string>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/membership.h"

namespace config {

/// One item of a group's `match` that is for devices with a credential: `{ enrolled: office }`,
/// `{ attributes: { model: t14 } }`, or both. Notes what is wrong with it. `groups` are the names
/// that the text declares.
policy::Match read_device_match(Problems& problems, const Node* enrolled, const Node* attributes,
                                const std::vector<std::string>& groups);

}  // namespace config
