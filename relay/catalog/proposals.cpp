#include "relay/catalog/proposals.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {

std::optional<ProposalRow> open_proposal(db::Connection& db) {
  const auto rows = db.query(
      "SELECT number, base, digest, text, at, person, reason FROM proposal"
      " WHERE number = (SELECT max(number) FROM proposal)"
      " AND base = (SELECT max(number) FROM revision)");
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return ProposalRow{.number = row.get<std::int64_t>(0),
                     .proposed = {.base = row.get<std::int64_t>(1),
                                  .digest = row.get<policy::Digest>(2),
                                  .text = row.get<std::string>(3)},
                     .at = row.get<policy::Instant>(4),
                     .by = row.get<std::string>(5),
                     .reason = row.get<std::string>(6)};
}

std::int64_t propose(db::Transaction& tx, const NewProposal& proposed, const Deed& deed) {
  const auto last = tx.query("SELECT max(number) FROM proposal").front().maybe<std::int64_t>(0);
  const std::int64_t number = last.value_or(0) + 1;
  tx.run(
      "INSERT INTO proposal (number, base, digest, text, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      number, proposed.base, proposed.digest, proposed.text, deed.actor, deed.reason, deed.at);
  record(tx, deed, "policy proposed", "proposal " + std::to_string(number),
         joined("sha256:" + proposed.digest.hex() + " instead of revision " +
                    std::to_string(proposed.base),
                deed.reason));
  return number;
}

}  // namespace relay::catalog
