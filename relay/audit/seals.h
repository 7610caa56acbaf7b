#pragma once

#include <optional>
#include <vector>

#include "relay/audit/head.h"
#include "relay/db/database.h"

/// The table `audit_seal`: one row for each of the audit.
namespace relay::audit {

struct Seal {
  Head head{};
  policy::Digest mac{};

  friend bool operator==(const Seal&, const Seal&) = default;
};

/// Nothing while no row is sealed.
std::optional<Seal> last_seal(db::Connection& db);
/// Those from this number on, oldest first, at most `most`.
std::vector<Seal> seals(db::Connection& db, std::int64_t from, std::size_t most);

void add_seal(db::Transaction& tx, const Seal& seal);

}  // namespace relay::audit
