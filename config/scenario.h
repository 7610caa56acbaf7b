#pragma once

#include <string>
#include <string_view>

#include "config/problem.h"
#include "policy/simulate/scenario.h"

/// A world to try policies in: scenario.yaml. What it means is the folder policy/simulate; here is
/// its spelling.
namespace config {

/// `file` is how the text is named in messages, and its folder is what the files of policies in it
/// are relative to.
Reading<policy::simulate::Scenario> read_scenario(const std::string& file, std::string_view text);

}  // namespace config
