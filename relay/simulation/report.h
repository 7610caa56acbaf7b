#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "relay/simulation/comparison.h"
#include "relay/simulation/many.h"

namespace relay::simulation {

/// A comparison for people: what was simulated, the headlines side by side, then the story of each
/// policy. Cells and lines hold names as they were written; who prints them makes them harmless.
struct Report {
  std::string title{};
  std::vector<std::vector<std::string>> headlines{};  ///< A table; the first row is its head.
  struct Section {
    std::string title{};
    std::vector<std::string> lines{};
  };
  std::vector<Section> sections{};
};

Report report(const Comparison& comparison);
constexpr std::size_t kMostLines = 40;  ///< Of each story.

Report report(const Many& many);

/// "pilot, office: 8,500,000 devices …": what the scenario is, in one line.
std::string subject(const policy::simulate::Scenario& scenario);

}  // namespace relay::simulation
