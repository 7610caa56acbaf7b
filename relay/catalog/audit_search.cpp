#include "relay/catalog/audit_search.h"

#include <algorithm>

#include "relay/catalog/codecs.h"

namespace relay::catalog {
namespace {

std::int64_t after_newest(db::Connection& db) {
  return db.query("SELECT coalesce(max(number), 0) + 1 FROM audit").at(0).get<std::int64_t>(0);
}

}  // namespace

AuditFound find_audit(db::Connection& db, const AuditWanted& wanted, const AuditReach& reach) {
  const std::int64_t end = reach.before == 0 ? after_newest(db) : reach.before;
  AuditFound found{.looked_to = std::max<std::int64_t>(1, end - reach.look)};
  for (const db::Row& row : db.query(
           "SELECT number FROM audit WHERE number < $1 AND number >= $2"
           " AND ($3 IS NULL OR actor = $3) AND ($4 IS NULL OR action = $4)"
           " AND ($5 IS NULL OR subject = $5 OR substr(subject, 1, length($5) + 1) = $5 || ' ')"
           " AND ($6 IS NULL OR instr(lower(actor), lower($6)) > 0"
           "  OR instr(lower(action), lower($6)) > 0 OR instr(lower(subject), lower($6)) > 0"
           "  OR instr(lower(detail), lower($6)) > 0)"
           " AND ($7 IS NULL OR at >= $7) AND ($8 IS NULL OR at < $8)"
           " ORDER BY number DESC LIMIT $9",
           end, found.looked_to, wanted.person, wanted.action, wanted.feed, wanted.text,
           wanted.since, wanted.until, reach.most)) {
    const auto number = row.get<std::int64_t>(0);
    found.rows.push_back(audit_rows(db, number + 1, 1).at(0));
  }
  const bool full = found.rows.size() == reach.most && !found.rows.empty();
  if (full) found.looked_to = found.rows.back().number;
  return found;
}

}  // namespace relay::catalog
