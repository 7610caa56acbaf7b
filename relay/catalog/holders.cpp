#include "relay/catalog/holders.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

bool is_nobody_known(db::Connection& db) {
  return db.query("SELECT 1 FROM account LIMIT 1").empty();
}

bool holds(db::Connection& db, const std::string& person, const std::string& role,
           const Reach& reach) {
  if (is_nobody_known(db)) return true;
  const auto found = db.query(
      "SELECT 1 FROM holder WHERE person = $1 AND role = $2"
      " AND (feed IS NULL OR feed IS $3) AND (group_id IS NULL OR group_id IS $4)",
      person, role, reach.feed, reach.group);
  return !found.empty();
}

bool others_hold(db::Connection& db, const std::string& person, const std::string& role,
                 const Reach& reach) {
  const auto found = db.query(
      "SELECT 1 FROM role_grant WHERE lifted_at IS NULL AND account <> $1 AND role = $2"
      " AND (feed IS NULL OR feed IS $3) AND (group_id IS NULL OR group_id IS $4)",
      person, role, reach.feed, reach.group);
  return !found.empty();
}

}  // namespace relay::catalog
