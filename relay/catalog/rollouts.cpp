#include "relay/catalog/rollouts.h"

#include <algorithm>

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

using How = policy::Opening::How;

std::string under(How how, std::int64_t revision) {
  const std::string of = "revision " + std::to_string(revision);
  switch (how) {
    case How::Adopted:
      return "adopted under " + of;
    case How::Rules:
      return "by the rules of " + of;
    case How::Bypass:
      return "past rules of " + of;
    case How::Advanced:
      return "advanced by the freshness ceiling of " + of;
  }
  policy::require(false, "every enumerator has its word");
  return "";
}

std::string reach(policy::BasisPoints to) {
  return to == policy::kEverybody ? "" : "to " + policy::show(to);
}

// Last-Modified has whole seconds: two switches within one would look like the same to a client,
// and so would one after the clock was set back. A device that comes to another group compares with
// the time that it had in the first, so other groups' other releases count as well.
policy::Instant later_than_last(db::Connection& db, const policy::FeedId& feed,
                                const policy::GroupId& group,
                                std::optional<policy::Sequence> release, policy::Instant at) {
  const auto last = db.query(
                          "SELECT max(since) FROM activation WHERE feed = $1"
                          " AND (group_id = $2 OR release IS DISTINCT FROM $3)",
                          feed, group, release)
                        .front()
                        .maybe<policy::Instant>(0);
  return last ? std::max(at, *last + policy::Span{1}) : at;
}

}  // namespace

std::vector<OpeningRow> openings(db::Connection& db, const policy::FeedId& feed) {
  std::vector<OpeningRow> found;
  std::int64_t last = 0;
  for (const db::Row& row :
       db.query("SELECT opening.number, opening.group_id, opening.release, opening.how,"
                " opening.reached, opening.at, widening.reached, widening.at FROM opening"
                " LEFT JOIN widening ON widening.feed = opening.feed AND"
                " widening.group_id = opening.group_id AND widening.release = opening.release"
                " WHERE opening.feed = $1 ORDER BY opening.number, widening.number",
                feed)) {
    const auto number = row.get<std::int64_t>(0);
    if (number != last) {
      const policy::Step first{row.get<policy::BasisPoints>(4), row.get<policy::Instant>(5)};
      found.push_back({.group = row.get<policy::GroupId>(1),
                       .opening = {.release = row.get<policy::Sequence>(2),
                                   .how = row.get<policy::Opening::How>(3),
                                   .steps = {first}}});
      last = number;
    }
    const auto wider = row.maybe<policy::BasisPoints>(6);
    if (wider) found.back().opening.steps.push_back({*wider, row.get<policy::Instant>(7)});
  }
  return found;
}

void open(db::Transaction& tx, const policy::FeedId& feed, const policy::GroupId& group,
          const policy::Opening& opening, std::int64_t revision, const Deed& deed) {
  policy::require(opening.steps.size() == 1, "an opening begins with one step");
  const auto written = tx.run(
      "INSERT INTO opening (feed, group_id, release, at, how, revision, reached)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (feed, group_id, release) DO NOTHING",
      feed, group, opening.release, opening.at(), opening.how, revision, opening.reached());
  policy::require(written == 1, "a release is opened to a group once");
  record(tx, deed, "opened", subject(tx, feed, opening.release, group),
         joined(joined(reach(opening.reached()), under(opening.how, revision)), deed.reason));
}

void widen(db::Transaction& tx, const Widening& step, const Deed& deed) {
  tx.run("INSERT INTO widening (feed, group_id, release, reached, at) VALUES ($1, $2, $3, $4, $5)",
         step.feed, step.group, step.release, step.to, deed.at);
  record(tx, deed, "widened", subject(tx, step.feed, step.release, step.group),
         joined("to " + policy::show(step.to), deed.reason));
}

std::vector<ActivationRow> activations(db::Connection& db, const policy::FeedId& feed) {
  std::vector<ActivationRow> found;
  for (const db::Row& row :
       db.query("SELECT group_id, release, since FROM activation WHERE feed = $1 ORDER BY number",
                feed)) {
    found.push_back({.group = row.get<policy::GroupId>(0),
                     .release = row.maybe<policy::Sequence>(1),
                     .since = row.get<policy::Instant>(2)});
  }
  return found;
}

policy::Instant activate(db::Transaction& tx, const policy::FeedId& feed,
                         const policy::GroupId& group, std::optional<policy::Sequence> release,
                         const Deed& deed) {
  const policy::Instant since = later_than_last(tx, feed, group, release, deed.at);
  tx.run("INSERT INTO activation (feed, group_id, release, since) VALUES ($1, $2, $3, $4)", feed,
         group, release, since);
  if (release) {
    record(tx, deed, "switched", subject(tx, feed, *release, group), deed.reason);
  } else {
    record(tx, deed, "withdrawn", feed.text() + " → " + group.text(), deed.reason);
  }
  return since;
}

bool approve(db::Transaction& tx, const policy::FeedId& feed, const policy::GroupId& group,
             const policy::Approval& approval, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO approval (feed, group_id, release, tree, stage, person, role, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
      " ON CONFLICT DO NOTHING",
      feed, group, approval.release, approval.tree, approval.stage, approval.person, approval.role,
      approval.at);
  if (written == 0) return false;
  record(tx, deed, "approved", subject(tx, feed, approval.release, group),
         joined("as " + approval.role, deed.reason));
  return true;
}

std::vector<ApprovalRow> approvals(db::Connection& db, const policy::FeedId& feed) {
  std::vector<ApprovalRow> found;
  for (const db::Row& row :
       db.query("SELECT group_id, release, tree, stage, person, role, at FROM approval"
                " WHERE feed = $1 AND consumed_at IS NULL ORDER BY number",
                feed)) {
    found.push_back({.group = row.get<policy::GroupId>(0),
                     .approval = {.release = row.get<policy::Sequence>(1),
                                  .tree = row.get<policy::Digest>(2),
                                  .stage = row.get<policy::Digest>(3),
                                  .person = row.get<std::string>(4),
                                  .role = row.get<std::string>(5),
                                  .at = row.get<policy::Instant>(6)}});
  }
  return found;
}

void consume_approvals(db::Transaction& tx, const policy::FeedId& feed,
                       const policy::GroupId& group, policy::Sequence release, policy::Instant at) {
  tx.run(
      "UPDATE approval SET consumed_at = $1 WHERE feed = $2 AND group_id = $3 AND release = $4"
      " AND consumed_at IS NULL",
      at, feed, group, release);
}

}  // namespace relay::catalog
