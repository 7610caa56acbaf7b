#include "relay/catalog/audit.h"

#include <limits>

#include "relay/catalog/codecs.h"

namespace relay::catalog {

void record(db::Transaction& tx, const Deed& deed, const std::string& action,
            const std::string& subject, const std::string& detail) {
  tx.run("INSERT INTO audit (at, actor, action, subject, detail) VALUES ($1, $2, $3, $4, $5)",
         deed.at, deed.actor, action, subject, detail);
}

std::vector<AuditRow> audit_rows(db::Connection& db, std::int64_t before, std::size_t most) {
  const auto rows = db.query(
      "SELECT number, at, actor, action, subject, detail FROM audit"
      " WHERE number < $1 ORDER BY number DESC LIMIT $2",
      before == 0 ? std::numeric_limits<std::int64_t>::max() : before, most);

  std::vector<AuditRow> found;
  found.reserve(rows.size());
  for (const db::Row& row : rows) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .at = row.get<policy::Instant>(1),
                     .actor = row.get<std::string>(2),
                     .action = row.get<std::string>(3),
                     .subject = row.get<std::string>(4),
                     .detail = row.get<std::string>(5)});
  }
  return found;
}

}  // namespace relay::catalog
