#include <chrono>
#include <utility>

#include "relay/catalog/codecs.h"
#include "relay/catalog/proposals.h"

namespace relay::catalog {
namespace {

constexpr std::chrono::hours kOpen{7 * 24};

}  // namespace

NewProposal proposal_of(const PolicyChange& change, policy::Instant at) {
  return {.kind = "policy",
          .subject = kThePolicy,
          .base = std::to_string(change.base),
          .body = change.text,
          .role = kPolicyRole,
          .until = at + kOpen};
}

std::optional<PolicyProposal> open_proposal(db::Connection& db, policy::Instant now) {
  const auto rows = db.query(
      "SELECT number, base, digest, body, at, person, reason, until FROM proposal"
      " WHERE number = (SELECT max(number) FROM proposal WHERE kind = 'policy')"
      " AND base = (SELECT CAST(max(number) AS TEXT) FROM revision)"
      " AND number NOT IN (SELECT proposal FROM proposal_end) AND until > $1",
      now);
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return PolicyProposal{.number = row.get<std::int64_t>(0),
                        .proposed = {.base = std::stoll(row.get<std::string>(1)),
                                     .digest = row.get<policy::Digest>(2),
                                     .text = row.get<std::string>(3)},
                        .at = row.get<policy::Instant>(4),
                        .by = row.get<std::string>(5),
                        .reason = row.get<std::string>(6),
                        .until = row.get<policy::Instant>(7)};
}

std::int64_t propose(db::Transaction& tx, const PolicyChange& change, const Deed& deed) {
  for (const db::Row& row :
       tx.query("SELECT number FROM proposal WHERE kind = 'policy' AND until > $1"
                " AND number NOT IN (SELECT proposal FROM proposal_end)",
                deed.at)) {
    Deed replaced = deed;
    replaced.reason = "another takes its place";
    end_proposal(tx, row.get<std::int64_t>(0), Ending::Void, replaced);
  }
  return propose(tx, proposal_of(change, deed.at), change.digest, deed);
}

}  // namespace relay::catalog
