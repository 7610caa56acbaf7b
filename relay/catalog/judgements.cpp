#include "relay/catalog/judgements.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
std::vector<policy::CheckVerdict> check_verdicts(db::Connection& db, const policy::FeedId& feed) {
  std::vector<policy::CheckVerdict> found;
  for (const db::Row& row :
       db.query("SELECT tree, name, yes, person, reason, at FROM check_verdict WHERE feed = $1"
                " ORDER BY number",
                feed)) {
    found.push_back({.tree = row.get<policy::Digest>(0),
                     .check = row.get<std::string>(1),
                     .yes = row.get<bool>(2),
                     .said = said_in(row, 3)});
  }
  return found;
}

void judge(db::Transaction& tx, const NewVerdict& verdict, const Deed& deed) {
  tx.run(
      "INSERT INTO check_verdict (feed, tree, name, yes, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      verdict.feed, verdict.tree, verdict.check, verdict.yes, deed.actor, deed.reason, deed.at);
  record(tx, deed, std::string{"check said "} + (verdict.yes ? "yes" : "no"),
         subject(tx, verdict.feed, verdict.release), joined(verdict.check, deed.reason));
  const auto rows = tx.query("SELECT max(number) FROM check_verdict");
  note_deed(tx, {.did = Did::Check,
                 .feed = verdict.feed,
                 .release = verdict.release,
                 .fact = rows.front().get<std::int64_t>(0),
                 .reason = deed.reason});
}

std::vector<policy::RiskSaid> risks(db::Connection& db, const policy::FeedId& feed) {
  std::vector<policy::RiskSaid> found;
  for (const db::Row& row :
       db.query("SELECT release, group_id, high, person, reason, at FROM risk_said"
                " WHERE feed = $1 ORDER BY number",
                feed)) {
    found.push_back({.release = row.get<policy::Sequence>(0),
                     .group = row.maybe<policy::GroupId>(1),
                     .high = row.get<bool>(2),
                     .said = said_in(row, 3)});
  }
  return found;
}

void say_risk(db::Transaction& tx, const NewRisk& risk, const Deed& deed) {
  tx.run(
      "INSERT INTO risk_said (feed, release, group_id, high, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      risk.feed, risk.release, risk.group, risk.high, deed.actor, deed.reason, deed.at);
  const std::string about = risk.group ? subject(tx, risk.feed, risk.release, *risk.group)
                                       : subject(tx, risk.feed, risk.release);
  record(tx, deed, risk.high ? "risk raised" : "risk lowered", about, deed.reason);
  const auto rows = tx.query("SELECT max(number) FROM risk_said");
  note_deed(tx, {.did = Did::Risk,
                 .feed = risk.feed,
                 .release = risk.release,
                 .group = risk.group,
                 .fact = rows.front().get<std::int64_t>(0),
                 .reason = deed.reason});
}

}  // namespace relay::catalog
