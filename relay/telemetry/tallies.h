#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "relay/db/database.h"
#include "relay/telemetry/seen.h"

/// How many devices of each group, as far as it is remembered. A walk over all visits: a fraction
/// of a second for a hundred thousand devices.
namespace relay::telemetry {

struct GroupTally {
  std::uint64_t devices = 0;
  std::uint64_t silent = 0;   ///< They have asked for nothing of it since some moment.
  std::uint64_t failing = 0;  ///< The last answer that is over was an error, of some feed.
  std::uint64_t behind = 0;   ///< Offered something newer than what was taken, of some feed.
  friend bool operator==(const GroupTally&, const GroupTally&) = default;
};
/// By the names of groups. A device counts in each group whose release it was given last by some
/// feed.
std::map<std::string, GroupTally> tallies(db::Connection& db, policy::Instant silent_since);

/// Of one release.
struct Offers {
  std::uint64_t offered = 0;  ///< Devices that were to have it when they asked last.
  std::uint64_t taken = 0;    ///< Devices that took it last.
  friend bool operator==(const Offers&, const Offers&) = default;
};
std::map<std::string, Offers> offers(db::Connection& db, const std::string& feed,
                                     policy::Sequence release);

}  // namespace relay::telemetry
