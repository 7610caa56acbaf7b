#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "policy/simulate/draw.h"
#include "relay/simulation/comparison.h"

namespace relay::simulation {

/// One drawn scenario under one policy.
struct Draw {
  double exposed = 0;  ///< Share of the fleet that took a bad release, 0 to 1.
  double hours = 0;    ///< Of the median good release; one that did not come counts as the length.
};

struct PolicyOverMany {
  policy::simulate::Summary summary{};
  std::vector<Draw> draws{};
};

/// Many scenarios by chance, each under every policy.
struct Many {
  policy::simulate::Scenario like;
  std::uint64_t seed = 0;
  std::size_t count = 0;
  std::vector<PolicyOverMany> policies{};
};

/// How many scenarios, and which.
struct Chance {
  std::size_t count = 100;
  std::uint64_t seed = 1;
};
/// Of all of them together.
std::uint64_t requests(const policy::simulate::Scenario& like, const Chance& chance);
/// Draws them like the given one (see policy/simulate/draw.h); all policies meet the same ones. The
/// same seed has the same outcome.
Many compare_many(policy::simulate::Scenario like,
                  const std::vector<policy::simulate::Contender>& contenders, const Chance& chance,
                  const Progress& progress);

}  // namespace relay::simulation
