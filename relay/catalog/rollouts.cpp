#include "relay/catalog/rollouts.h"

#include <algorithm>

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

std::string under(policy::Opening::How how, std::int64_t revision) {
  const bool adopted = how == policy::Opening::How::Adopted;
  return (adopted ? "adopted under revision " : "by the rules of revision ") +
         std::to_string(revision);
}

// Last-Modified has whole seconds: two switches within one would look like the same to a client,
// and so would one after the clock was set back.
policy::Instant later_than_last(db::Connection& db, const policy::FeedId& feed,
                                const policy::GroupId& group, policy::Instant at) {
  const auto last =
      db.query("SELECT max(since) FROM activation WHERE feed = $1 AND group_id = $2", feed, group)
          .front()
          .maybe<policy::Instant>(0);
  return last ? std::max(at, *last + policy::Span{1}) : at;
}

}  // namespace

std::vector<OpeningRow> openings(db::Connection& db, const policy::FeedId& feed) {
  std::vector<OpeningRow> found;
  for (const db::Row& row :
       db.query("SELECT group_id, release, at, how FROM opening WHERE feed = $1 ORDER BY number",
                feed)) {
    found.push_back({.group = row.get<policy::GroupId>(0),
                     .opening = {.release = row.get<policy::Sequence>(1),
                                 .at = row.get<policy::Instant>(2),
                                 .how = row.get<policy::Opening::How>(3)}});
  }
  return found;
}

void open(db::Transaction& tx, const policy::FeedId& feed, const policy::GroupId& group,
          const policy::Opening& opening, std::int64_t revision, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO opening (feed, group_id, release, at, how, revision)"
      " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (feed, group_id, release) DO NOTHING",
      feed, group, opening.release, opening.at, opening.how, revision);
  policy::require(written == 1, "a release is opened to a group once");
  record(tx, deed, "opened", subject(tx, feed, opening.release, group),
         joined(under(opening.how, revision), deed.reason));
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
  const policy::Instant since = later_than_last(tx, feed, group, deed.at);
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
      " ON CONFLICT (feed, group_id, release, tree, stage, person, role) DO NOTHING",
      feed, group, approval.release, approval.tree, approval.stage, approval.person, approval.role,
      approval.at);
  if (written == 0) return false;
  record(tx, deed, "approved", subject(tx, feed, approval.release, group),
         joined("as " + approval.role, deed.reason));
  return true;
}

std::vector<policy::Approval> approvals(db::Connection& db, const policy::FeedId& feed,
                                        const policy::GroupId& group) {
  std::vector<policy::Approval> found;
  for (const db::Row& row :
       db.query("SELECT release, tree, stage, person, role, at FROM approval"
                " WHERE feed = $1 AND group_id = $2 AND consumed_at IS NULL ORDER BY number",
                feed, group)) {
    found.push_back({.release = row.get<policy::Sequence>(0),
                     .tree = row.get<policy::Digest>(1),
                     .stage = row.get<policy::Digest>(2),
                     .person = row.get<std::string>(3),
                     .role = row.get<std::string>(4),
                     .at = row.get<policy::Instant>(5)});
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
