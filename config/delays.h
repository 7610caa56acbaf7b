#pragma once

#include "config/problem.h"
#include "policy/document.h"

/// Whether the times of a path make sense together.
namespace config {

/// A ceiling that soaks, bakes and ramps alone go beyond is worth a warning: every release would
/// meet it.
void check_ceilings(Problems& problems, const policy::Document& document);

/// A later stage that asks nothing more than the first is worth a warning.
void check_stages_wait(Problems& problems, const policy::Document& document);

}  // namespace config
