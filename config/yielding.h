#pragma once

#include "config/problem.h"
#include "policy/document.h"

/// Whether a path may yield as it says: without evidence, and when content grows old.
namespace config {

/// `open` without evidence is for intelligence only, so an error elsewhere; `ask` where nobody may
/// judge, and `advance` for anything but intelligence, are worth a warning.
void check_yielding(Problems& problems, const policy::Document& document);

}  // namespace config
