#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/rules.h"

namespace policy {

/// What the devices of one watched group can show of a fault that hits each with the same share.
struct Pilot {
  GroupId group;
  std::uint64_t devices = 0;
  BasisPoints fault{};
  double sees = 0;                        ///< The chance that at least one of them shows it.
  double stops = 0;                       ///< The chance that the gate does not let it through.
  bool can_pass = true;                   ///< Else the gate asks more than there are devices.
  std::optional<std::uint64_t> wanted{};  ///< Devices that show it with kWantedChance.

  /// Whether a gate means little with so few.
  bool is_small() const;
};
constexpr double kWantedChance = 0.95;
constexpr BasisPoints kUsualFault{500};  ///< What is asked about when nobody says otherwise.

/// A gate and one group that it watches, in which so many devices were seen.
Pilot pilot(const Gate& gate, const Watched& watched, std::uint64_t devices, BasisPoints fault);

/// "a 5-device pilot sees a 5% fault only 22.6% of the time; 59 devices see it 95% of the time".
std::string sentence(const Pilot& pilot);
/// "22.6%", for a chance from 0 to 1; 100% is said only of what is certain.
std::string show_chance(double chance);

}  // namespace policy
