#include "relay/catalog/repeats.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

std::optional<Earlier> earlier_of(db::Connection& db, const Repeat& asked) {
  const auto rows =
      db.query("SELECT request, status, body FROM repeat WHERE account = $1 AND key = $2",
               asked.account, asked.key);
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return Earlier{.request = row.get<policy::Digest>(0),
                 .status = static_cast<int>(row.get<std::int64_t>(1)),
                 .body = row.maybe<std::string>(2)};
}

std::size_t repeats_of(db::Connection& db, const std::string& account) {
  const auto rows = db.query("SELECT count(*) FROM repeat WHERE account = $1", account);
  return static_cast<std::size_t>(rows.front().get<std::int64_t>(0));
}

void begin_repeat(db::Transaction& tx, const Repeat& asked, policy::Instant at) {
  tx.run("INSERT INTO repeat (account, key, request, at) VALUES ($1, $2, $3, $4)", asked.account,
         asked.key, asked.request, at);
}

void end_repeat(db::Transaction& tx, const Repeat& asked, int status,
                const std::optional<std::string>& body) {
  tx.run("UPDATE repeat SET status = $1, body = $2 WHERE account = $3 AND key = $4", status, body,
         asked.account, asked.key);
}

void drop_repeat(db::Transaction& tx, const Repeat& asked) {
  tx.run("DELETE FROM repeat WHERE account = $1 AND key = $2 AND status = 0", asked.account,
         asked.key);
}

void forget_repeats(db::Transaction& tx, policy::Instant now) {
  tx.run("DELETE FROM repeat WHERE at <= $1", now - kRepeatsLast);
}

}  // namespace relay::catalog
