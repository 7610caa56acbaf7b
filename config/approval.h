#pragma once

#include <vector>

#include "config/fields.h"
#include "config/problem.h"
#include "policy/document.h"

namespace config {

/// Lines of `approve`, `approve_high_risk` or a bypass: a list of roles, each once, and how many
/// people of it. Empty when the setting is absent.
enum class Telling { Asked, Absent };  ///< Whether a line may `ask` what is told with the yes.
std::vector<policy::ApprovalLine> read_approval(Problems& problems, const Fields& fields,
                                                const char* key, Telling telling);

}  // namespace config
