#include "relay/catalog/audit.h"

#include <limits>

#include "relay/catalog/codecs.h"

namespace relay::db {

template <>
struct Codec<catalog::Outcome> {
  static Cell to(catalog::Outcome outcome) { return catalog::word(outcome); }
  static catalog::Outcome from(const Cell& cell) {
    return catalog::parsed(cell, "how it ended", catalog::parse_outcome);
  }
};

}  // namespace relay::db

namespace relay::catalog {
namespace {

/// No bytes stand as the empty text: a column that was added later has a default.
std::optional<policy::Digest> object_of(const db::Row& row, std::size_t column) {
  if (row.get<std::string>(column).empty()) return std::nullopt;
  return row.get<policy::Digest>(column);
}

std::vector<AuditRow> rows_in(const std::vector<db::Row>& rows) {
  std::vector<AuditRow> found;
  found.reserve(rows.size());
  for (const db::Row& row : rows) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .at = row.get<policy::Instant>(1),
                     .actor = row.get<std::string>(2),
                     .action = row.get<std::string>(3),
                     .subject = row.get<std::string>(4),
                     .detail = row.get<std::string>(5),
                     .via = row.get<std::string>(6),
                     .source = row.get<std::string>(7),
                     .object = object_of(row, 8),
                     .outcome = row.get<Outcome>(9)});
  }
  return found;
}

}  // namespace

const char* word(Outcome outcome) {
  switch (outcome) {
    case Outcome::Done:
      return "done";
    case Outcome::Denied:
      return "denied";
    case Outcome::Failed:
      return "failed";
  }
  return "";
}

std::optional<Outcome> parse_outcome(std::string_view text) {
  for (const Outcome outcome : {Outcome::Done, Outcome::Denied, Outcome::Failed}) {
    if (text == word(outcome)) return outcome;
  }
  return std::nullopt;
}

void record(db::Transaction& tx, const Deed& deed, const Entry& entry) {
  tx.run(
      "INSERT INTO audit (at, actor, action, subject, detail, via, source, object, outcome)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
      deed.at, deed.actor, entry.action, entry.subject, entry.detail, deed.via, deed.source,
      entry.object ? entry.object->hex() : std::string{}, entry.outcome);
}

void record(db::Transaction& tx, const Deed& deed, const std::string& action,
            const std::string& subject, const std::string& detail) {
  record(tx, deed, Entry{.action = action, .subject = subject, .detail = detail});
}

std::vector<AuditRow> audit_rows(db::Connection& db, std::int64_t before, std::size_t most) {
  return rows_in(db.query(
      "SELECT number, at, actor, action, subject, detail, via, source, object, outcome FROM audit"
      " WHERE number < $1 ORDER BY number DESC LIMIT $2",
      before == 0 ? std::numeric_limits<std::int64_t>::max() : before, most));
}

std::vector<AuditRow> audit_rows_from(db::Connection& db, std::int64_t from, std::size_t most) {
  return rows_in(db.query(
      "SELECT number, at, actor, action, subject, detail, via, source, object, outcome FROM audit"
      " WHERE number >= $1 ORDER BY number LIMIT $2",
      from, most));
}

}  // namespace relay::catalog
