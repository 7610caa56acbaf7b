#pragma once

#include <optional>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/release.h"

namespace config {

/// `software`, `intelligence` or `configuration`; nothing, without a word, for no node.
std::optional<policy::ContentClass> content_class(Problems& problems, const Node* node);

}  // namespace config
