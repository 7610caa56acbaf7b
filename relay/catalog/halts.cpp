#include "relay/catalog/halts.h"

#include <algorithm>

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

using Acknowledged = policy::Halt::Acknowledged;

Acknowledged acknowledged_in(const db::Row& row) {
  return {.how = row.get<Acknowledged::How>(1),
          .said = {.by = row.get<std::string>(3),
                   .why = row.get<std::string>(4),
                   .at = row.get<policy::Instant>(5)},
          .fixed_by = row.maybe<policy::Sequence>(2)};
}

std::string subject_of(db::Connection& db, const policy::FeedId& feed, const policy::Halt& halt) {
  return halt.group ? subject(db, feed, halt.release, *halt.group)
                    : subject(db, feed, halt.release);
}

}  // namespace

std::vector<HaltRow> halts(db::Connection& db, const policy::FeedId& feed) {
  std::vector<HaltRow> found;
  for (const db::Row& row :
       db.query("SELECT number, release, group_id, at, why FROM halt WHERE feed = $1"
                " ORDER BY number",
                feed)) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .halt = {.release = row.get<policy::Sequence>(1),
                              .group = row.maybe<policy::GroupId>(2),
                              .at = row.get<policy::Instant>(3),
                              .why = row.get<std::string>(4)}});
  }
  for (const db::Row& row :
       db.query("SELECT acknowledgement.halt, acknowledgement.how, acknowledgement.fixed_by,"
                " acknowledgement.person, acknowledgement.reason, acknowledgement.at"
                " FROM acknowledgement JOIN halt ON halt.number = acknowledgement.halt"
                " WHERE halt.feed = $1 ORDER BY acknowledgement.number",
                feed)) {
    const auto of = std::ranges::find(found, row.get<std::int64_t>(0), &HaltRow::number);
    policy::require(of != found.end(), "an acknowledgement is of a halt");
    of->halt.acknowledged = acknowledged_in(row);
  }
  return found;
}

std::int64_t halt(db::Transaction& tx, const policy::FeedId& feed, policy::Sequence release,
                  const std::optional<policy::GroupId>& group, const Deed& deed) {
  tx.run("INSERT INTO halt (feed, release, group_id, at, why) VALUES ($1, $2, $3, $4, $5)", feed,
         release, group, deed.at, deed.reason);
  const std::vector<HaltRow> all = halts(tx, feed);
  record(tx, deed, "halted", subject_of(tx, feed, all.back().halt), deed.reason);
  return all.back().number;
}

bool acknowledge(db::Transaction& tx, const Acknowledgement& decided, const Deed& deed) {
  const std::vector<HaltRow> all = halts(tx, decided.feed);
  const auto of = std::ranges::find(all, decided.halt, &HaltRow::number);
  policy::require(of != all.end(), "what is acknowledged is a halt of the feed");
  const auto& before = of->halt.acknowledged;
  if (before && before->how == decided.how && before->fixed_by == decided.fixed_by) return false;
  tx.run(
      "INSERT INTO acknowledgement (halt, how, fixed_by, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6)",
      decided.halt, decided.how, decided.fixed_by, deed.actor, deed.reason, deed.at);
  const std::string fix =
      decided.fixed_by ? "fixed by " + subject(tx, decided.feed, *decided.fixed_by) : "";
  record(tx, deed, std::string{"halt acknowledged: "} + word(decided.how),
         subject_of(tx, decided.feed, of->halt), joined(fix, deed.reason));
  const auto rows = tx.query("SELECT max(number) FROM acknowledgement");
  note_deed(tx, {.did = Did::Acknowledged,
                 .feed = decided.feed,
                 .release = of->halt.release,
                 .group = of->halt.group,
                 .other = decided.fixed_by,
                 .fact = rows.front().get<std::int64_t>(0),
                 .reason = deed.reason});
  return true;
}

}  // namespace relay::catalog
