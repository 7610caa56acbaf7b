#include "relay/simulation/comparison.h"

#include <utility>

#include "relay/simulation/wording.h"

namespace relay::simulation {

Comparison compare(policy::simulate::Scenario scenario,
                   const std::vector<policy::simulate::Contender>& contenders,
                   const Progress& progress) {
  Comparison made{.scenario = std::move(scenario)};
  for (const auto& contender : contenders) {
    progress(made.outcomes.size(), contenders.size());
    made.outcomes.push_back(
        policy::simulate::simulate(made.scenario, contender, policy::simulate::kMoments));
  }
  return made;
}

std::uint64_t devices(const policy::simulate::Scenario& scenario) {
  std::uint64_t sum = 0;
  for (const auto& group : scenario.fleet) sum += group.devices;
  return sum;
}

std::uint64_t requests(const policy::simulate::Scenario& scenario) {
  std::uint64_t sum = 0;
  for (const auto& group : scenario.fleet) {
    sum += static_cast<std::uint64_t>(scenario.length / group.polls) * group.devices;
  }
  return sum;
}

std::optional<std::string> too_long(std::uint64_t requests) {
  if (requests <= kMostRequests) return std::nullopt;
  return "this would be " + show_count(requests) + " requests of devices, and more than " +
         show_count(kMostRequests) +
         " are not waited for: a smaller fleet or a shorter time would do";
}

}  // namespace relay::simulation
