#include "relay/catalog/accounts.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {
namespace {

/// Columns: name, time, person; and who disabled it, why and when, NULL: nobody.
AccountRow account_in(const db::Row& row) {
  AccountRow found{.name = row.get<std::string>(0),
                   .at = row.get<policy::Instant>(1),
                   .by = row.get<std::string>(2)};
  if (const auto person = row.maybe<std::string>(3)) {
    found.disabled = policy::Said{
        .by = *person, .why = row.get<std::string>(4), .at = row.get<policy::Instant>(5)};
  }
  return found;
}

}  // namespace

std::vector<AccountRow> accounts(db::Connection& db) {
  std::vector<AccountRow> found;
  for (const db::Row& row :
       db.query("SELECT name, account.at, account.person, d.person, d.reason, d.at FROM account"
                " LEFT JOIN account_disabled AS d ON d.account = name AND d.lifted_at IS NULL"
                " ORDER BY name")) {
    found.push_back(account_in(row));
  }
  return found;
}

std::optional<AccountRow> account(db::Connection& db, const std::string& name) {
  const auto rows = db.query(
      "SELECT name, account.at, account.person, d.person, d.reason, d.at FROM account"
      " LEFT JOIN account_disabled AS d ON d.account = name AND d.lifted_at IS NULL"
      " WHERE name = $1",
      name);
  if (rows.empty()) return std::nullopt;
  return account_in(rows.front());
}

void make_account(db::Transaction& tx, const std::string& name, const Deed& deed) {
  tx.run("INSERT INTO account (name, person, reason, at) VALUES ($1, $2, $3, $4)", name, deed.actor,
         deed.reason, deed.at);
  record(tx, deed, "account made", name, deed.reason);
}

bool disable_account(db::Transaction& tx, const std::string& name, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO account_disabled (account, person, reason, at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (account) WHERE lifted_at IS NULL DO NOTHING",
      name, deed.actor, deed.reason, deed.at);
  if (written == 0) return false;
  record(tx, deed, "account disabled", name, deed.reason);
  return true;
}

bool enable_account(db::Transaction& tx, const std::string& name, const Deed& deed) {
  const auto lifted = tx.run(
      "UPDATE account_disabled SET lifted_at = $1, lifted_by = $2"
      " WHERE account = $3 AND lifted_at IS NULL",
      deed.at, deed.actor, name);
  if (lifted == 0) return false;
  record(tx, deed, "account enabled", name, deed.reason);
  return true;
}

}  // namespace relay::catalog
