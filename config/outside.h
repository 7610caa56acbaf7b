#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/calendar.h"
#include "policy/result.h"
#include "policy/zone.h"

namespace config {

/// What a policy names and config/ does not open: the machine's time zones, and files with
/// holidays. Every function is set; tests say what there is.
struct Outside {
  std::function<std::optional<policy::Zone>(std::string_view name)> zone;
  std::function<std::vector<std::string>()> zone_names;  ///< For guesses.
  /// The days of an iCalendar file on the wall of `zone`, or a sentence why it cannot be used.
  std::function<policy::Result<std::vector<policy::Closed>, std::string>(
      const std::filesystem::path& file, const policy::Zone& zone)>
      holidays;
};

}  // namespace config
