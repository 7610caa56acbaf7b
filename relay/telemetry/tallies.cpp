#include "relay/telemetry/tallies.h"

namespace relay::telemetry {

std::map<std::string, GroupTally> tallies(db::Connection& db, policy::Instant silent_since) {
  std::map<std::string, GroupTally> found;
  for (const db::Row& row :
       db.query("SELECT group_id, count(*), sum(silent), sum(failing), sum(behind),"
                " sum(never_offered) FROM"
                " (SELECT group_id, max(asked) < $1 AS silent,"
                "  max(coalesce(status >= 400, 0)) AS failing,"
                "  max(offered > coalesce(taken, 0)) AS behind,"
                "  max(never_offered IS NOT NULL) AS never_offered FROM visit"
                "  GROUP BY key, group_id) GROUP BY group_id",
                policy::unix_seconds(silent_since))) {
    found[row.get<std::string>(0)] = {.devices = row.get<std::uint64_t>(1),
                                      .silent = row.get<std::uint64_t>(2),
                                      .failing = row.get<std::uint64_t>(3),
                                      .behind = row.get<std::uint64_t>(4),
                                      .never_offered = row.get<std::uint64_t>(5)};
  }
  return found;
}

std::vector<NeverOffered> never_offered(db::Connection& db) {
  std::vector<NeverOffered> found;
  for (const db::Row& row :
       db.query("SELECT group_id, feed, count(*), max(never_offered) FROM visit"
                " WHERE never_offered IS NOT NULL GROUP BY group_id, feed")) {
    found.push_back({.group = row.get<std::string>(0),
                     .feed = row.get<std::string>(1),
                     .devices = row.get<std::uint64_t>(2),
                     .newest = {row.get<std::uint64_t>(3)}});
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
