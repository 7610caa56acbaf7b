#include "relay/telemetry/takes.h"

namespace relay::telemetry {

void note_take(db::Transaction& tx, const std::string& key, const std::string& feed,
               const std::string& group) {
  const std::size_t written = tx.run(
      "INSERT INTO take (key, feed, group_id, release, at)"
      " SELECT $1, $2, $3, taken, taken_at FROM visit WHERE key = $1 AND feed = $2"
      " AND taken IS NOT (SELECT release FROM take WHERE key = $1 AND feed = $2"
      "  ORDER BY number DESC LIMIT 1)",
      key, feed, group);
  if (written == 0) return;
  tx.run(
      "DELETE FROM take WHERE key = $1 AND feed = $2 AND number <="
      " (SELECT number FROM take WHERE key = $1 AND feed = $2"
      "  ORDER BY number DESC LIMIT 1 OFFSET $3)",
      key, feed, kMostTakes);
}

std::vector<Take> takes_of(db::Connection& db, const std::string& key) {
  std::vector<Take> found;
  for (const db::Row& row :
       db.query("SELECT number, feed, group_id, release, at FROM take WHERE key = $1"
                " ORDER BY number DESC",
                key)) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .feed = row.get<std::string>(1),
                     .group = row.get<std::string>(2),
                     .release = {row.get<std::uint64_t>(3)},
                     .at = policy::from_unix_seconds(row.get<std::int64_t>(4))});
  }
  return found;
}

// Numbers are by age, so nothing has to be sorted. Each in a SELECT of its own is one look-up, both
// in one a walk over all takes.
bool forget_takes(db::Transaction& tx) {
  return tx.run(
             "DELETE FROM take WHERE number <="
             " (SELECT min(number) FROM take)"
             " + ((SELECT max(number) FROM take) - (SELECT min(number) FROM take)) / 10") > 0;
}

}  // namespace relay::telemetry
