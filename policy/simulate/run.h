#pragma once

#include <optional>
#include <string>

#include "policy/document.h"
#include "policy/simulate/outcome.h"
#include "policy/simulate/scenario.h"

namespace policy::simulate {

/// A policy that takes part in a comparison.
struct Contender {
  std::string name{};
  std::optional<Document> rules{};  ///< Nothing: no relay; every device gets the newest at once.
  bool supersession = true;         ///< Whether what is replaced abnormally fast is suspect.
};

/// Runs the scenario under a policy, with the same engine that serves devices: facts in, turns out.
/// Everybody begins with one release that was there before. The same scenario and policy have the
/// same outcome. `moments`: of the picture; 0: none is wanted.
Outcome simulate(const Scenario& scenario, const Contender& contender, std::size_t moments);
constexpr std::size_t kMoments = 240;

}  // namespace policy::simulate
