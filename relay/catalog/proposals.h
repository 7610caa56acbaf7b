#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "policy/digest.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

/// A policy text that one person wants in force, and that protects less than the revision `base`.
struct NewProposal {
  std::int64_t base = 0;
  policy::Digest digest{};  ///< SHA-256 of the text.
  std::string text{};
};

struct ProposalRow {
  std::int64_t number = 0;  ///< 1, 2, 3 …
  NewProposal proposed{};
  policy::Instant at{};
  std::string by{};
  std::string reason{};
};

/// The one that waits for a second person: the newest, as long as its base is in force. So another
/// proposal takes its place, and a revision, be it itself, ends it for good.
std::optional<ProposalRow> open_proposal(db::Connection& db);
/// Its number.
std::int64_t propose(db::Transaction& tx, const NewProposal& proposed, const Deed& deed);

}  // namespace relay::catalog
