#pragma once

#include "config/declared.h"
#include "config/gate.h"
#include "config/problem.h"
#include "config/yaml.h"
#include "policy/document.h"

namespace config {

/// One entry of a path's `stages`, the `number`th from 0. Puts its groups into `placed`; one that
/// is there already is a problem.
policy::Stage read_stage(Problems& problems, const Node& node, const Declared& declared,
                         Placed& placed, std::size_t number);

}  // namespace config
