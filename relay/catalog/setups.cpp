#include "relay/catalog/setups.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

std::optional<SetupRow> open_setup(db::Connection& db, policy::Instant now) {
  const auto rows = db.query(
      "SELECT digest, until FROM setup WHERE number = (SELECT max(number) FROM setup)"
      " AND used_at IS NULL AND until > $1 AND NOT EXISTS (SELECT 1 FROM account)",
      now);
  if (rows.empty()) return std::nullopt;
  return SetupRow{rows.front().get<policy::Digest>(0), rows.front().get<policy::Instant>(1)};
}

void allow_setup(db::Transaction& tx, const SetupRow& setup, const Deed& deed) {
  tx.run("INSERT INTO setup (digest, at, until) VALUES ($1, $2, $3)", setup.digest, deed.at,
         setup.until);
  record(tx, deed, "set-up allowed", "the first account", deed.reason);
}

bool use_setup(db::Transaction& tx, const policy::Digest& token, const Deed& deed) {
  const auto open = open_setup(tx, deed.at);
  if (!open || open->digest != token) return false;
  tx.run("UPDATE setup SET used_at = max(at, $1) WHERE number = (SELECT max(number) FROM setup)",
         deed.at);
  record(tx, deed, "set-up done", "the first account", deed.reason);
  return true;
}

void void_setup(db::Transaction& tx, const Deed& deed) {
  if (tx.run("DELETE FROM setup WHERE used_at IS NULL") == 0) return;
  record(tx, deed, "set-up voided", "the first account", deed.reason);
}

}  // namespace relay::catalog
