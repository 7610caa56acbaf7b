#include "relay/catalog/checks.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {
namespace {

void note_alarms(db::Transaction& tx, const CheckRow& check) {
  tx.run("DELETE FROM feed_alarm WHERE feed = $1", check.feed);
  std::size_t number = 0;
  for (const std::string& alarm : check.alarms) {
    tx.run("INSERT INTO feed_alarm (feed, number, alarm) VALUES ($1, $2, $3)", check.feed, ++number,
           alarm);
  }
}

std::vector<std::string> alarms(db::Connection& db, const policy::FeedId& feed) {
  std::vector<std::string> found;
  for (const db::Row& row :
       db.query("SELECT alarm FROM feed_alarm WHERE feed = $1 ORDER BY number", feed)) {
    found.push_back(row.get<std::string>(0));
  }
  return found;
}

}  // namespace

void note_check(db::Transaction& tx, const CheckRow& check) {
  tx.run(
      "INSERT INTO feed_check (feed, at, succeeded, outcome, succeeded_at, next_attempt, failures)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (feed) DO UPDATE SET at = excluded.at,"
      " succeeded = excluded.succeeded, outcome = excluded.outcome,"
      " succeeded_at = coalesce(excluded.succeeded_at, feed_check.succeeded_at),"
      " next_attempt = excluded.next_attempt, failures = excluded.failures",
      check.feed, check.at, check.succeeded, check.outcome, check.succeeded_at, check.next_attempt,
      check.failures);
  note_alarms(tx, check);
}

std::optional<CheckRow> check(db::Connection& db, const policy::FeedId& feed) {
  const auto rows = db.query(
      "SELECT at, succeeded, outcome, succeeded_at, next_attempt, failures FROM feed_check"
      " WHERE feed = $1",
      feed);
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return CheckRow{.feed = feed,
                  .at = row.get<policy::Instant>(0),
                  .succeeded = row.get<bool>(1),
                  .outcome = row.get<std::string>(2),
                  .alarms = alarms(db, feed),
                  .succeeded_at = row.maybe<policy::Instant>(3),
                  .next_attempt = row.maybe<policy::Instant>(4),
                  .failures = row.get<unsigned>(5)};
}

}  // namespace relay::catalog
