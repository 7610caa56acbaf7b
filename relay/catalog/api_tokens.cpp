#include "relay/catalog/api_tokens.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

/// "token 7 'ci' of ann"
std::string token_subject(std::int64_t number, const std::string& name,
                          const std::string& account) {
  return "token " + std::to_string(number) + " '" + name + "' of " + account;
}

}  // namespace

std::vector<ApiTokenRow> api_tokens(db::Connection& db, const std::string& account,
                                    policy::Instant now) {
  std::vector<ApiTokenRow> found;
  for (const db::Row& row :
       db.query("SELECT number, digest, name, scope, until, at FROM api_token"
                " WHERE account = $1 AND revoked_at IS NULL AND until > $2 ORDER BY number",
                account, now)) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .token = {.digest = row.get<policy::Digest>(1),
                               .account = account,
                               .name = row.get<std::string>(2),
                               .scope = row.get<std::string>(3),
                               .until = row.get<policy::Instant>(4)},
                     .at = row.get<policy::Instant>(5)});
  }
  return found;
}

std::int64_t make_api_token(db::Transaction& tx, const NewApiToken& token, const Deed& deed) {
  tx.run(
      "INSERT INTO api_token (digest, account, name, scope, until, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      token.digest, token.account, token.name, token.scope, token.until, deed.reason, deed.at);
  const auto number = tx.query("SELECT max(number) FROM api_token").front().get<std::int64_t>(0);
  record(tx, deed, "token made", token_subject(number, token.name, token.account),
         joined("may " + token.scope + " until " + policy::show(token.until), deed.reason));
  return number;
}

bool revoke_api_token(db::Transaction& tx, const std::string& account, std::int64_t number,
                      const Deed& deed) {
  const auto rows = tx.query(
      "SELECT name FROM api_token WHERE number = $1 AND account = $2 AND revoked_at IS NULL",
      number, account);
  if (rows.empty()) return false;
  tx.run("UPDATE api_token SET revoked_at = $1, revoked_by = $2 WHERE number = $3", deed.at,
         deed.actor, number);
  record(tx, deed, "token revoked",
         token_subject(number, rows.front().get<std::string>(0), account), deed.reason);
  return true;
}

}  // namespace relay::catalog
