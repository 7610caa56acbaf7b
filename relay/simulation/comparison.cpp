#include "relay/simulation/comparison.h"

#include <algorithm>
#include <utility>

#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::Contender;
using policy::simulate::FleetGroup;

/// Groups of the fleet that a policy puts together with everybody else.
std::vector<std::string> strangers(const std::vector<FleetGroup>& fleet,
                                   const std::vector<Contender>& contenders) {
  std::vector<std::string> remarks;
  for (const Contender& contender : contenders) {
    if (!contender.rules) continue;
    for (const FleetGroup& group : fleet) {
      if (std::ranges::count(contender.rules->groups, group.group, &policy::Group::id) > 0)
        continue;
      remarks.push_back("policy '" + contender.name + "' has no group '" + group.group.text() +
                        "': its devices are in 'default'");
    }
  }
  return remarks;
}

}  // namespace

Comparison compare(policy::simulate::Scenario scenario,
                   const std::vector<policy::simulate::Contender>& contenders,
                   const Progress& progress) {
  Comparison made{.scenario = std::move(scenario)};
  made.remarks = strangers(made.scenario.fleet, contenders);
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
