#pragma once

#include <map>
#include <optional>

#include "config/declared.h"
#include "config/fields.h"
#include "config/problem.h"
#include "policy/document.h"

namespace config {

/// Where in a path a group stands.
struct Placing {
  std::size_t stage = 0;  ///< From 0.
  unsigned line = 0;
};
using Placed = std::map<policy::GroupId, Placing>;

/// A stage's `gate`; nothing when it has none. `placed` are the groups of the stages up to and with
/// its own, `stage` is its own: a gate watches groups of earlier stages only, so none stands in the
/// first.
std::optional<policy::Gate> read_gate(Problems& problems, const Fields& stage,
                                      const Declared& declared, const Placed& placed,
                                      std::size_t number);

}  // namespace config
