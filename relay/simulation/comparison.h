#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "policy/simulate/run.h"

/// A world that is not there, under several policies side by side: what became of it as values,
/// JSON, tables and a page. Runs are policy/simulate's; nothing here opens a file or a socket.
namespace relay::simulation {

/// Told before each run: how many are done, of how many.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// One scenario, and what became of it under each policy.
struct Comparison {
  policy::simulate::Scenario scenario;
  std::vector<policy::simulate::Outcome> outcomes{};  ///< At least one.
  std::vector<std::string> remarks{};                 ///< What must be known to read it; sentences.
};

/// Runs the scenario under every contender, one after the other.
Comparison compare(policy::simulate::Scenario scenario,
                   const std::vector<policy::simulate::Contender>& contenders,
                   const Progress& progress);

std::uint64_t devices(const policy::simulate::Scenario& scenario);

/// How often devices ask in such a scenario, about.
std::uint64_t requests(const policy::simulate::Scenario& scenario);
/// A sentence where so many are too many to wait for.
std::optional<std::string> too_long(std::uint64_t requests);
constexpr std::uint64_t kMostRequests = 20'000'000'000;

}  // namespace relay::simulation
