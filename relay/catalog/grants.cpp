#include "relay/catalog/grants.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

/// "release-manager → ann, for clamav"
std::string role_subject(const std::string& account, const Role& role, const Reach& reach) {
  return role.text() + " → " + account + ", " + show(reach);
}

/// The schema asks whether others agreed to what a person says. What is only tried shall show all
/// else that stands against it.
std::string said_by(const Deed& deed) {
  return deed.trial ? "machine" : deed.actor;
}

GrantRow grant_in(const db::Row& row) {
  return {.number = row.get<std::int64_t>(0),
          .account = row.get<std::string>(1),
          .role = row.get<Role>(2),
          .reach = {row.maybe<policy::FeedId>(3), row.maybe<policy::GroupId>(4)}};
}

}  // namespace

std::string show(const Reach& reach) {
  if (!reach.feed && !reach.group) return "everywhere";
  std::string text;
  if (reach.feed) text = "for " + reach.feed->text();
  if (reach.feed && reach.group) text += ' ';
  if (reach.group) text += "in " + reach.group->text();
  return text;
}

std::vector<GrantRow> grants(db::Connection& db, const std::string& account) {
  std::vector<GrantRow> found;
  for (const db::Row& row :
       db.query("SELECT number, account, role, feed, group_id FROM role_grant"
                " WHERE lifted_at IS NULL AND ($1 = '' OR account = $1) ORDER BY number",
                account)) {
    found.push_back(grant_in(row));
  }
  return found;
}

std::optional<std::int64_t> give_role(db::Transaction& tx, const std::string& account,
                                      const Role& role, const Reach& reach, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO role_grant (account, role, feed, group_id, person, reason, at, proposal)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, nullif($8, 0)) ON CONFLICT DO NOTHING",
      account, role, reach.feed, reach.group, said_by(deed), deed.reason, deed.at, deed.proposal);
  if (written == 0) return std::nullopt;
  record(tx, deed, "role given", role_subject(account, role, reach), deed.reason);
  return tx.query("SELECT max(number) FROM role_grant").front().get<std::int64_t>(0);
}

bool take_role(db::Transaction& tx, const std::string& account, std::int64_t number,
               const Deed& deed) {
  const auto rows = tx.query(
      "SELECT number, account, role, feed, group_id FROM role_grant"
      " WHERE number = $1 AND account = $2 AND lifted_at IS NULL",
      number, account);
  if (rows.empty()) return false;
  tx.run(
      "UPDATE role_grant SET lifted_at = $1, lifted_by = $2, lifted_for = nullif($3, 0)"
      " WHERE number = $4",
      deed.at, said_by(deed), deed.proposal, number);
  const GrantRow taken = grant_in(rows.front());
  record(tx, deed, "role taken", role_subject(account, taken.role, taken.reach), deed.reason);
  return true;
}

std::int64_t times_changed(db::Connection& db, const std::string& account) {
  const auto rows = db.query(
      "SELECT (SELECT count(*) + count(lifted_at) FROM role_grant WHERE account = $1)"
      " + (SELECT count(*) + count(lifted_at) FROM account_disabled WHERE account = $1)",
      account);
  return rows.front().get<std::int64_t>(0);
}

}  // namespace relay::catalog
