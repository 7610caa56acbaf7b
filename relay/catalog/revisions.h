#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// A policy text that came into force.
struct RevisionRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  policy::Digest digest{};  ///< SHA-256 of the text.
  std::string text{};
  policy::Instant at{};
  std::string by{};
  std::string reason{};
};

/// One without its text, which may be long.
struct RevisionTitle {
  std::int64_t number = 0;
  policy::Digest digest{};
  policy::Instant at{};
  std::string by{};
  std::string reason{};
};

std::optional<RevisionRow> revision(db::Connection& db, std::int64_t number);
/// Newest first, those with a number below `before` (0: from the newest), at most `most`.
std::vector<RevisionTitle> revisions(db::Connection& db, std::int64_t before, std::size_t most);
/// The newest one with this text.
std::optional<std::int64_t> revision_with(db::Connection& db, const policy::Digest& digest);
std::optional<RevisionRow> revision_in_force(db::Connection& db);
/// The next number. A text that is in force already is not a new revision: its number is returned.
std::int64_t revise(db::Transaction& tx, const std::string& text, const policy::Digest& digest,
                    const Deed& deed);

}  // namespace relay::catalog
