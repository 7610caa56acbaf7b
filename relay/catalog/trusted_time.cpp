#include "relay/catalog/trusted_time.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

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

void confirm_clock(db::Transaction& tx, const Deed& deed) {
  tx.run("INSERT INTO clock_confirmed (at, person, reason) VALUES ($1, $2, $3)", deed.at,
         deed.actor, deed.reason);
  tx.run(
      "INSERT INTO trusted_time (one, highest) VALUES (1, $1)"
      " ON CONFLICT (one) DO UPDATE SET highest = excluded.highest",
      deed.at);
  record(tx, deed, "clock confirmed", policy::show(deed.at), deed.reason);
}

}  // namespace relay::catalog
