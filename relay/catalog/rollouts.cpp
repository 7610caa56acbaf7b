#include "relay/catalog/rollouts.h"

#include <algorithm>

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
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

// "ticket CHG-12; report …; decision …"
std::string told_with(const NewApproval& yes) {
  const auto named = [](const char* what, const std::string& text) {
    return text.empty() ? text : what + text;
  };
  return joined(joined(named("ticket ", yes.ticket), named("report ", yes.report)),
                named("decision ", yes.decision));
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
  if (opening.how != How::Adopted) return;
  const auto rows = tx.query("SELECT max(number) FROM opening");
  note_deed(tx, {.did = Did::Adopted,
                 .feed = feed,
                 .release = opening.release,
                 .group = group,
                 .fact = rows.front().get<std::int64_t>(0),
                 .reason = deed.reason});
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
             const NewApproval& yes, const Deed& deed) {
  const policy::Approval& approval = yes.approval;
  tx.run(
      "UPDATE approval SET consumed_at = $1 WHERE feed = $2 AND group_id = $3 AND release = $4"
      " AND tree = $5 AND stage = $6 AND person = $7 AND consumed_at IS NULL AND until <= $1",
      deed.at, feed, group, approval.release, approval.tree, approval.stage, approval.person);
  const auto written = tx.run(
      "INSERT INTO approval (feed, group_id, release, tree, stage, person, role, at, until, ticket,"
      " report, decision) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
      " ON CONFLICT DO NOTHING",
      feed, group, approval.release, approval.tree, approval.stage, approval.person, approval.role,
      approval.at, approval.until, yes.ticket, yes.report, yes.decision);
  if (written == 0) return false;
  record(tx, deed,
         {.action = "approved",
          .subject = subject(tx, feed, approval.release, group),
          .detail =
              joined(joined("as " + approval.role, told_with(yes)), joined(deed.reason, yes.shown)),
          .object = approval.tree});
  const auto rows = tx.query("SELECT max(number) FROM approval");
  note_deed(tx, {.did = Did::Approved,
                 .feed = feed,
                 .release = approval.release,
                 .group = group,
                 .fact = rows.front().get<std::int64_t>(0),
                 .reason = deed.reason});
  return true;
}

std::vector<ApprovalRow> approvals(db::Connection& db, const policy::FeedId& feed) {
  std::vector<ApprovalRow> found;
  for (const db::Row& row : db.query(
           "SELECT DISTINCT a.group_id, a.release, a.tree, a.stage, a.person,"
           " coalesce(h.role, a.role) AS role, a.at, a.until, a.number FROM approval AS a"
           " LEFT JOIN holder AS h ON h.person = a.person AND coalesce(h.feed, a.feed) = a.feed"
           "  AND coalesce(h.group_id, a.group_id) = a.group_id"
           " WHERE a.feed = $1 AND a.consumed_at IS NULL"
           "  AND (h.role IS NOT NULL OR NOT EXISTS (SELECT 1 FROM account))"
           "  AND NOT (EXISTS (SELECT 1 FROM stage_author AS w WHERE w.stage = a.stage"
           "    AND w.person = a.person) AND EXISTS (SELECT 1 FROM role_grant AS o"
           "    WHERE o.role = coalesce(h.role, a.role) AND o.account <> a.person"
           "    AND o.lifted_at IS NULL AND coalesce(o.feed, a.feed) = a.feed"
           "    AND coalesce(o.group_id, a.group_id) = a.group_id))"
           " ORDER BY a.number, role",
           feed)) {
    found.push_back({.group = row.get<policy::GroupId>(0),
                     .approval = {.release = row.get<policy::Sequence>(1),
                                  .tree = row.get<policy::Digest>(2),
                                  .stage = row.get<policy::Digest>(3),
                                  .person = row.get<std::string>(4),
                                  .role = row.get<std::string>(5),
                                  .at = row.get<policy::Instant>(6),
                                  .until = row.maybe<policy::Instant>(7)}});
  }
  return found;
}

std::optional<std::int64_t> wrote_stage(db::Connection& db, const policy::Digest& stage,
                                        const std::string& person) {
  const auto rows =
      db.query("SELECT revision FROM stage_author WHERE stage = $1 AND person = $2", stage, person);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<std::int64_t>(0);
}

void note_stage_author(db::Transaction& tx, const policy::Digest& stage, const std::string& person,
                       std::int64_t revision) {
  tx.run(
      "INSERT INTO stage_author (stage, person, revision) VALUES ($1, $2, $3)"
      " ON CONFLICT (stage, person) DO NOTHING",
      stage, person, revision);
}

void consume_approvals(db::Transaction& tx, const policy::FeedId& feed,
                       const policy::GroupId& group, policy::Sequence release, policy::Instant at) {
  tx.run(
      "UPDATE approval SET consumed_at = $1 WHERE feed = $2 AND group_id = $3 AND release = $4"
      " AND consumed_at IS NULL",
      at, feed, group, release);
}

}  // namespace relay::catalog
