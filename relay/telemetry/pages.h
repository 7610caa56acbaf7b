#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "relay/db/database.h"
#include "relay/telemetry/note.h"
#include "relay/telemetry/seen.h"

/// What devices did, as it stands in the database.
namespace relay::telemetry {

/// What happened since, on top of what stands there.
void add(db::Transaction& tx, const Note& note);

/// Who has not asked since then is forgotten. While more than so many bytes are in use, a tenth of
/// the takes is as well, and when there are none a tenth of the devices: those who asked longest
/// ago, who has shown no credential before others.
void forget(db::Transaction& tx, policy::Instant before, std::uint64_t most_bytes);

/// Of that crowd (see crowd_of) only so many stay, those who asked last.
void thin(db::Transaction& tx, std::uint64_t crowd, std::size_t most);

List list(db::Connection& db, const Wanted& wanted);
std::optional<Seen> find(db::Connection& db, const std::string& key);
/// Those of these devices that are remembered.
std::set<std::string> remembered(db::Connection& db, const std::vector<std::string>& keys);
std::uint64_t count(db::Connection& db);  ///< Of devices.

}  // namespace relay::telemetry
