#include "relay/telemetry/tallies.h"

namespace relay::telemetry {

std::map<std::string, GroupTally> tallies(db::Connection& db, policy::Instant silent_since) {
  std::map<std::string, GroupTally> found;
  for (const db::Row& row :
       db.query("SELECT group_id, count(*), sum(silent), sum(failing), sum(behind) FROM"
                " (SELECT group_id, max(asked) < $1 AS silent,"
                "  max(coalesce(status >= 400, 0)) AS failing,"
                "  max(offered > coalesce(taken, 0)) AS behind FROM visit GROUP BY key, group_id)"
                " GROUP BY group_id",
                policy::unix_seconds(silent_since))) {
    found[row.get<std::string>(0)] = {.devices = row.get<std::uint64_t>(1),
                                      .silent = row.get<std::uint64_t>(2),
                                      .failing = row.get<std::uint64_t>(3),
                                      .behind = row.get<std::uint64_t>(4)};
  }
  return found;
}

std::map<std::string, Offers> offers(db::Connection& db, const std::string& feed,
                                     policy::Sequence release) {
  std::map<std::string, Offers> found;
  for (const db::Row& row :
       db.query("SELECT group_id, sum(offered = $1), sum(coalesce(taken = $1, 0)) FROM visit"
                " WHERE feed = $2 GROUP BY group_id",
                release.number, feed)) {
    found[row.get<std::string>(0)] = {row.get<std::uint64_t>(1), row.get<std::uint64_t>(2)};
  }
  return found;
}

}  // namespace relay::telemetry
