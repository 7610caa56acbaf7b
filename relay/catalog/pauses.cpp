#include "relay/catalog/pauses.h"

#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

/// Of the last pause there, which is the one that was said or lifted.
void note_pause(db::Transaction& tx, const Paused& what, bool lifts, const Deed& deed) {
  const auto rows =
      tx.query("SELECT max(number) FROM pause WHERE feed = $1 AND group_id = $2 AND release = $3",
               what.feed, what.group, what.release);
  note_deed(tx, {.did = Did::Pause,
                 .lifts = lifts,
                 .feed = what.feed,
                 .release = what.release,
                 .group = what.group,
                 .fact = rows.front().get<std::int64_t>(0),
                 .reason = deed.reason});
}

}  // namespace

std::vector<PauseRow> pauses(db::Connection& db, const policy::FeedId& feed) {
  std::vector<PauseRow> found;
  for (const db::Row& row :
       db.query("SELECT group_id, release, person, reason, at, lifted_at FROM pause"
                " WHERE feed = $1 ORDER BY number",
                feed)) {
    found.push_back({.group = row.get<policy::GroupId>(0),
                     .pause = {.release = row.get<policy::Sequence>(1),
                               .said = {.by = row.get<std::string>(2),
                                        .why = row.get<std::string>(3),
                                        .at = row.get<policy::Instant>(4)},
                               .lifted = row.maybe<policy::Instant>(5)}});
  }
  return found;
}

bool pause(db::Transaction& tx, const Paused& what, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO pause (feed, group_id, release, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6)"
      " ON CONFLICT (feed, group_id, release) WHERE lifted_at IS NULL DO NOTHING",
      what.feed, what.group, what.release, deed.actor, deed.reason, deed.at);
  if (written == 0) return false;
  record(tx, deed, "paused", subject(tx, what.feed, what.release, what.group), deed.reason);
  note_pause(tx, what, false, deed);
  return true;
}

bool resume(db::Transaction& tx, const Paused& what, const Deed& deed) {
  const auto lifted = tx.run(
      "UPDATE pause SET lifted_at = $1, lifted_by = $2 WHERE feed = $3 AND group_id = $4"
      " AND release = $5 AND lifted_at IS NULL",
      deed.at, deed.actor, what.feed, what.group, what.release);
  if (lifted == 0) return false;
  record(tx, deed, "resumed", subject(tx, what.feed, what.release, what.group), deed.reason);
  note_pause(tx, what, true, deed);
  return true;
}

}  // namespace relay::catalog
