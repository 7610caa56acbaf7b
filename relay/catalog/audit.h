#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/time.h"
#include "relay/db/database.h"

/// Who did what, when, why. Every function of the catalog that writes a fact takes a Deed and
/// writes the audit row in the same transaction; rows are never changed or removed (the schema
/// refuses it).
namespace relay::catalog {

struct Deed {
  policy::Instant at{};
  std::string actor = "relay";  ///< A person's name, or "relay" for what it does by itself.
  std::string reason{};         ///< What the person said; empty for the relay.
};

struct AuditRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  policy::Instant at{};
  std::string actor{};
  std::string action{};   ///< "release accepted", "opened", "approved" …
  std::string subject{};  ///< "clamav daily 27500 → office"
  std::string detail{};   ///< The reason, or the evidence.
};

void record(db::Transaction& tx, const Deed& deed, const std::string& action,
            const std::string& subject, const std::string& detail);

/// Newest first, those with a number below `before` (0: from the newest), at most `most`.
std::vector<AuditRow> audit_rows(db::Connection& db, std::int64_t before, std::size_t most);

}  // namespace relay::catalog
