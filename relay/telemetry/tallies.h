#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "relay/db/database.h"
#include "relay/telemetry/seen.h"

/// How many devices of each group, as far as it is remembered. A walk over all visits: a fraction
/// of a second for a hundred thousand devices.
namespace relay::telemetry {

struct GroupTally {
  std::uint64_t devices = 0;
  std::uint64_t silent = 0;         ///< They have asked for nothing of it since some moment.
  std::uint64_t failing = 0;        ///< The last answer that is over was an error, of some feed.
  std::uint64_t behind = 0;         ///< Offered something newer than what was taken, of some feed.
  std::uint64_t never_offered = 0;  ///< They say they have what they were never offered, the same.
  friend bool operator==(const GroupTally&, const GroupTally&) = default;
};
/// By the names of groups. A device counts in each group whose release it was given last by some
/// feed.
std::map<std::string, GroupTally> tallies(db::Connection& db, policy::Instant silent_since);

/// Devices of a group that say they have what they were never offered of a feed.
struct NeverOffered {
  std::string group{};
  std::string feed{};
  std::uint64_t devices = 0;
  policy::Sequence newest{};  ///< Of what they have.
  friend bool operator==(const NeverOffered&, const NeverOffered&) = default;
};
/// By groups and feeds. As quick as such devices are few.
std::vector<NeverOffered> never_offered(db::Connection& db);

/// Of one release.
struct Offers {
  std::uint64_t offered = 0;  ///< Devices that were to have it when they asked last.
  std::uint64_t taken = 0;    ///< Devices that took it last.
  friend bool operator==(const Offers&, const Offers&) = default;
};
std::map<std::string, Offers> offers(db::Connection& db, const std::string& feed,
                                     policy::Sequence release);

}  // namespace relay::telemetry
