#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "policy/zone.h"

/// Time zones and holidays from outside, as values for the policy. All functions may be called from
/// any thread.
namespace relay::calendar {

/// A zone of the system's time zone database by its IANA name ("Europe/Berlin"), with its changes
/// from 1970 to the end of 2037. Nothing for a name that the database does not have. Throws when
/// there is no database, or none that reaches to 2037.
std::optional<policy::Zone> zone(std::string_view name);

/// All names that zone() knows, in order; to guess what was meant.
std::vector<std::string> zone_names();

}  // namespace relay::calendar
