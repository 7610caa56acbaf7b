#include "relay/catalog/revisions.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {

std::optional<RevisionRow> revision_in_force(db::Connection& db) {
  const auto rows = db.query(
      "SELECT number, digest, text, at, person, reason FROM revision ORDER BY number DESC LIMIT 1");
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return RevisionRow{.number = row.get<std::int64_t>(0),
                     .digest = row.get<policy::Digest>(1),
                     .text = row.get<std::string>(2),
                     .at = row.get<policy::Instant>(3),
                     .by = row.get<std::string>(4),
                     .reason = row.get<std::string>(5)};
}

std::int64_t revise(db::Transaction& tx, const std::string& text, const policy::Digest& digest,
                    const Deed& deed) {
  const auto now = revision_in_force(tx);
  if (now && now->text == text) return now->number;
  const std::int64_t next = now ? now->number + 1 : 1;
  tx.run(
      "INSERT INTO revision (number, digest, text, at, person, reason)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      next, digest, text, deed.at, deed.actor, deed.reason);
  record(tx, deed, "policy revised", "revision " + std::to_string(next),
         joined("sha256:" + digest.hex(), deed.reason));
  return next;
}

std::optional<policy::Instant> highest_time(db::Connection& db) {
  const auto rows = db.query("SELECT highest FROM trusted_time");
  if (rows.empty()) return std::nullopt;
  return rows.front().get<policy::Instant>(0);
}

void raise_highest_time(db::Transaction& tx, policy::Instant now) {
  tx.run(
      "INSERT INTO trusted_time (one, highest) VALUES (1, $1)"
      " ON CONFLICT (one) DO UPDATE SET highest = excluded.highest"
      " WHERE excluded.highest > trusted_time.highest",
      now);
}

}  // namespace relay::catalog
