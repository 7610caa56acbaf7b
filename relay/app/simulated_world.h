#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/check.h"
#include "policy/simulate/run.h"
#include "relay/app/cli/command.h"

namespace relay::app {

/// What a simulation is about, and what was wrong with the files that it stands in.
struct SimulatedWorld {
  std::optional<policy::simulate::Scenario> scenario{};
  std::vector<policy::simulate::Contender> contenders{};
  std::vector<std::string> remarks{};  ///< What must be known to read the outcome.
  std::vector<config::Checked> checked{};
  std::string unreadable{};  ///< A line for each file that could not be read.

  bool good() const { return unreadable.empty() && config::passes(checked); }
  /// Every problem where it stands, warnings too; empty when there are none.
  std::string problems() const;
  /// Adds a policy; `file` is how its text is named.
  void add(policy::simulate::Contender contender, const std::string& file, std::string text);
};

/// Reads the scenario, if one was named, and the policies that were named instead of its own.
SimulatedWorld read_world(const cli::Simulate& asked);

}  // namespace relay::app
