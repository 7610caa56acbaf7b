#pragma once

#include <cstdint>
#include <optional>
#include <string>

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

std::optional<RevisionRow> revision_in_force(db::Connection& db);
/// The next number. A text that is in force already is not a new revision: its number is returned.
std::int64_t revise(db::Transaction& tx, const std::string& text, const policy::Digest& digest,
                    const Deed& deed);

/// The highest trusted time that the relay has seen, so that a clock set back opens nothing.
std::optional<policy::Instant> highest_time(db::Connection& db);
void raise_highest_time(db::Transaction& tx, policy::Instant now);

}  // namespace relay::catalog
