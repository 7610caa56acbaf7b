#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// The policy file, read at some moment and taken up.
struct PolicyFileRow {
  std::string file{};         ///< As the settings named it.
  policy::Digest digest{};    ///< SHA-256 of its text.
  std::int64_t revision = 0;  ///< Whose text that is.
};

/// The last reading that was taken up.
std::optional<PolicyFileRow> policy_file(db::Connection& db);
/// The file that a revision's text stood in; nothing when people applied it and no file had it.
std::optional<std::string> file_of_revision(db::Connection& db, std::int64_t revision);
void note_policy_file(db::Transaction& tx, const PolicyFileRow& row, const Deed& deed);

}  // namespace relay::catalog
