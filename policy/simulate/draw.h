#pragma once

#include <cstdint>
#include <vector>

#include "policy/simulate/outcome.h"

/// Scenarios by chance: what is drawn, and what many of them together say.
namespace policy::simulate {

/// The fleet, people, checks and length of `like`, with another vendor and other outages:
///  * releases: as many as `like` has in all, at least four; their times uniform over the first
///    four fifths of its length;
///  * one of them (uniform, never the last) is bad: falls silent in 40 %, fails in 30 %, is a false
///    positive in 30 %; hits a share of 1 % to 100 % (log-uniform), after 1 minute to 2 days
///    (log-uniform), in 30 % only one model where the fleet has models;
///  * the vendor's fix follows 30 minutes to 12 hours after it (log-uniform);
///  * in 30 % an outage of 1 to 8 hours (uniform) of everything or of one group (even).
/// Groups are scaled down alike until there are at most kMostDrawn devices, none to fewer than 10.
/// The same seed draws the same scenario.
Scenario draw(const Scenario& like, std::uint64_t seed);
constexpr std::uint64_t kMostDrawn = 20'000;

struct Spread {
  double median = 0;
  double high = 0;  ///< 95th percentile: the smallest value that 95 % of the values do not exceed.
};
Spread spread(std::vector<double> values);

/// What many outcomes of one policy say. A delay that did not end counts as the whole scenario.
struct Summary {
  std::string policy{};
  Spread exposed{};        ///< Share of the fleet that took a bad release, 0 to 1.
  Spread hit{};            ///< Share of the fleet that it harmed.
  Spread hours{};          ///< Of the median good release, until it was on 95 % of the devices.
  double false_halts = 0;  ///< In each scenario, on the average.
};
Summary summary(const Scenario& like, const std::vector<Outcome>& outcomes);

}  // namespace policy::simulate
