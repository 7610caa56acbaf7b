#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/id.h"
#include "policy/release.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// What a person said about a feed, in force until it is lifted.
enum class ActKind { Hold, Pin, Block, Floor };
const char* word(ActKind kind);  ///< "hold", "pin", "block", "floor"

struct ActRow {
  std::int64_t number = 0;
  ActKind kind = ActKind::Hold;
  policy::FeedId feed;
  std::optional<policy::GroupId> group{};        ///< Nothing: all groups.
  std::optional<policy::VersionText> version{};  ///< Nothing for a hold, always there otherwise.
  std::string person{};
  std::string reason{};
  policy::Instant at{};
};

struct NewAct {
  ActKind kind = ActKind::Hold;
  policy::FeedId feed;
  std::optional<policy::GroupId> group{};
  std::optional<policy::VersionText> version{};
};

/// Returns its number. Saying again what is in force already returns the number of that, and writes
/// nothing. A new pin takes the place of the pin for the same feed and group.
std::int64_t say(db::Transaction& tx, const NewAct& act, const Deed& deed);

/// Ends the acts of this kind for this feed and group (and version, for a block, and for a floor
/// that names one); returns how many.
std::size_t lift(db::Transaction& tx, const NewAct& act, const Deed& deed);

/// In force, in the order in which they were said.
std::vector<ActRow> acts(db::Connection& db, const policy::FeedId& feed);

}  // namespace relay::catalog
