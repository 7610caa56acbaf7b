#include "relay/catalog/revisions.h"

#include <limits>

#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {

namespace {

std::optional<RevisionRow> first_of(const std::vector<db::Row>& rows) {
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return RevisionRow{.number = row.get<std::int64_t>(0),
                     .digest = row.get<policy::Digest>(1),
                     .text = row.get<std::string>(2),
                     .at = row.get<policy::Instant>(3),
                     .by = row.get<std::string>(4),
                     .reason = row.get<std::string>(5)};
}

}  // namespace

std::optional<RevisionRow> revision(db::Connection& db, std::int64_t number) {
  return first_of(db.query(
      "SELECT number, digest, text, at, person, reason FROM revision WHERE number = $1", number));
}

std::vector<RevisionTitle> revisions(db::Connection& db, std::int64_t before, std::size_t most) {
  std::vector<RevisionTitle> found;
  for (const db::Row& row :
       db.query("SELECT number, digest, at, person, reason FROM revision WHERE number < $1"
                " ORDER BY number DESC LIMIT $2",
                before == 0 ? std::numeric_limits<std::int64_t>::max() : before, most)) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .digest = row.get<policy::Digest>(1),
                     .at = row.get<policy::Instant>(2),
                     .by = row.get<std::string>(3),
                     .reason = row.get<std::string>(4)});
  }
  return found;
}

std::optional<RevisionRow> revision_in_force(db::Connection& db) {
  return first_of(db.query(
      "SELECT number, digest, text, at, person, reason FROM revision ORDER BY number DESC LIMIT "
      "1"));
}

std::optional<std::int64_t> revision_with(db::Connection& db, const policy::Digest& digest) {
  return db.query("SELECT max(number) FROM revision WHERE digest = $1", digest)
      .front()
      .maybe<std::int64_t>(0);
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

}  // namespace relay::catalog
