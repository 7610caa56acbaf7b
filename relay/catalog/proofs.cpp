#include "relay/catalog/proofs.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {

std::optional<PasswordRow> password(db::Connection& db, const std::string& account) {
  const auto rows = db.query("SELECT phc, due FROM password WHERE account = $1", account);
  if (rows.empty()) return std::nullopt;
  return PasswordRow{.phc = rows.front().get<std::string>(0), .due = rows.front().get<bool>(1)};
}

void set_password(db::Transaction& tx, const std::string& account, const PasswordRow& chosen,
                  const Deed& deed) {
  tx.run(
      "INSERT INTO password (account, phc, due, at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (account) DO UPDATE SET phc = excluded.phc, due = excluded.due,"
      " at = excluded.at",
      account, chosen.phc, chosen.due, deed.at);
  record(tx, deed, "password set", account, deed.reason);
}

void rehash(db::Transaction& tx, const std::string& account, const std::string& phc) {
  tx.run("UPDATE password SET phc = $1 WHERE account = $2", phc, account);
}

std::optional<FactorRow> second_factor(db::Connection& db, const std::string& account) {
  const auto rows =
      db.query("SELECT seed, confirmed, last_step FROM second_factor WHERE account = $1", account);
  if (rows.empty()) return std::nullopt;
  return FactorRow{.seed = rows.front().get<std::string>(0),
                   .confirmed = rows.front().get<bool>(1),
                   .last_step = rows.front().get<std::uint64_t>(2)};
}

void begin_factor(db::Transaction& tx, const std::string& account, const std::string& seed,
                  const Deed& deed) {
  tx.run("DELETE FROM second_factor WHERE account = $1 AND confirmed = 0", account);
  tx.run(
      "INSERT INTO second_factor (account, seed, confirmed, last_step, at)"
      " VALUES ($1, $2, 0, 0, $3)",
      account, seed, deed.at);
  record(tx, deed, "second factor begun", account, deed.reason);
}

bool confirm_factor(db::Transaction& tx, const std::string& account, std::uint64_t step,
                    const Deed& deed) {
  const auto written = tx.run(
      "UPDATE second_factor SET confirmed = 1, last_step = $1"
      " WHERE account = $2 AND confirmed = 0",
      step, account);
  if (written == 0) return false;
  record(tx, deed, "second factor confirmed", account, deed.reason);
  return true;
}

bool remove_factor(db::Transaction& tx, const std::string& account, const Deed& deed) {
  if (tx.run("DELETE FROM second_factor WHERE account = $1", account) == 0) return false;
  tx.run("DELETE FROM recovery_code WHERE account = $1", account);
  record(tx, deed, "second factor removed", account, deed.reason);
  return true;
}

bool use_step(db::Transaction& tx, const std::string& account, std::uint64_t step) {
  return tx.run(
             "UPDATE second_factor SET last_step = $1"
             " WHERE account = $2 AND confirmed = 1 AND last_step < $1",
             step, account) == 1;
}

void set_recovery_codes(db::Transaction& tx, const std::string& account,
                        const std::vector<policy::Digest>& codes, const Deed& deed) {
  tx.run("DELETE FROM recovery_code WHERE account = $1", account);
  for (const policy::Digest& code : codes) {
    tx.run("INSERT INTO recovery_code (digest, account) VALUES ($1, $2)", code, account);
  }
  record(tx, deed, "recovery codes made", account, deed.reason);
}

bool use_recovery_code(db::Transaction& tx, const std::string& account, const policy::Digest& code,
                       const Deed& deed) {
  const auto written = tx.run(
      "UPDATE recovery_code SET used_at = $1"
      " WHERE digest = $2 AND account = $3 AND used_at IS NULL",
      deed.at, code, account);
  if (written == 0) return false;
  record(tx, deed, "recovery code used", account,
         std::to_string(recovery_codes_left(tx, account)) + " are left");
  return true;
}

std::size_t recovery_codes_left(db::Connection& db, const std::string& account) {
  return db
      .query("SELECT count(*) FROM recovery_code WHERE account = $1 AND used_at IS NULL", account)
      .front()
      .get<std::size_t>(0);
}

}  // namespace relay::catalog
