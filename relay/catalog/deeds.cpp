#include "relay/catalog/deeds.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "policy/require.h"
#include "relay/catalog/codecs.h"

namespace relay::catalog {
namespace {

constexpr std::array kDids{std::pair{Did::Adopted, "adopted"},
                           std::pair{Did::Approved, "approved"},
                           std::pair{Did::Hold, "hold"},
                           std::pair{Did::Pin, "pin"},
                           std::pair{Did::Block, "block"},
                           std::pair{Did::Floor, "floor"},
                           std::pair{Did::Pause, "pause"},
                           std::pair{Did::Stop, "stop"},
                           std::pair{Did::Acknowledged, "acknowledged"},
                           std::pair{Did::Check, "check"},
                           std::pair{Did::Risk, "risk"},
                           std::pair{Did::Bypass, "bypass"},
                           std::pair{Did::Grant, "grant"},
                           std::pair{Did::Review, "review"},
                           std::pair{Did::Trusted, "trusted"},
                           std::pair{Did::Suspect, "suspect"},
                           std::pair{Did::Quarantined, "quarantined"},
                           std::pair{Did::Recalled, "recalled"}};

}  // namespace

const char* word(Did did) {
  for (const auto& [value, name] : kDids) {
    if (value == did) return name;
  }
  policy::require(false, "every enumerator has its word");
  return "";
}

std::optional<Did> parse_did(std::string_view text) {
  for (const auto& [value, name] : kDids) {
    if (text == name) return value;
  }
  return std::nullopt;
}

}  // namespace relay::catalog

namespace relay::db {

template <>
struct Codec<catalog::Did> {
  static Cell to(catalog::Did did) { return catalog::word(did); }
  static catalog::Did from(const Cell& cell) {
    return catalog::parsed(cell, "what was done", catalog::parse_did);
  }
};

}  // namespace relay::db

namespace relay::catalog {
namespace {

using Numbers = std::vector<db::Row>;

std::optional<ReleaseName> name_in(const db::Row& row, std::size_t column) {
  const auto sequence = row.maybe<policy::Sequence>(column);
  if (!sequence) return std::nullopt;
  return ReleaseName{*sequence, row.get<policy::VersionText>(column + 1)};
}

std::optional<DeedRow::Yes> yes_in(const db::Row& row) {
  const auto tree = row.maybe<policy::Digest>(17);
  if (!tree) return std::nullopt;
  return DeedRow::Yes{.tree = *tree,
                      .stage = row.get<policy::Digest>(18),
                      .used = row.maybe<policy::Instant>(19),
                      .ticket = row.get<std::string>(20),
                      .report = row.get<std::string>(21),
                      .decision = row.get<std::string>(22)};
}

std::optional<DeedRow::Exception> exception_in(const db::Row& row) {
  const auto skips = row.maybe<policy::Skips>(24);
  if (!skips) return std::nullopt;
  return DeedRow::Exception{.number = row.get<std::int64_t>(23),
                            .skips = *skips,
                            .break_glass = row.get<bool>(25),
                            .fix_forward = row.get<bool>(26),
                            .since = row.maybe<policy::Instant>(27)};
}

DeedRow deed_in(const db::Row& row) {
  return {.number = row.get<std::int64_t>(0),
          .at = row.get<policy::Instant>(1),
          .person = row.get<std::string>(2),
          .did = row.get<Did>(3),
          .lifts = row.get<bool>(4),
          .feed = row.maybe<policy::FeedId>(5),
          .release = name_in(row, 6),
          .other = name_in(row, 9),
          .reason = row.get<std::string>(11),
          .yes = yes_in(row),
          .bypass = exception_in(row),
          .role = row.get<std::string>(12),
          .until = row.maybe<policy::Instant>(13),
          .ended_at = row.maybe<policy::Instant>(14),
          .ended_by = row.get<std::string>(15),
          .check = row.get<std::string>(16),
          .says = row.get<std::string>(28)};
}

DeedRow deed_numbered(db::Connection& db, std::int64_t number) {
  const auto rows = db.query(
      "SELECT number, at, person, did, lifts, feed, release, version, group_id, other,"
      " other_version, reason, role, until, ended_at, ended_by, check_name, tree, stage, used, "
      "ticket,"
      " report, decision, fact, skips, break_glass, fix_forward, since, says FROM deed_told"
      " WHERE number = $1",
      number);
  policy::require(rows.size() == 1, "a deed that was found is recorded");
  DeedRow deed = deed_in(rows.front());
  for (const db::Row& row :
       db.query("SELECT group_id FROM deed_sought WHERE number = $1 AND group_id IS NOT NULL"
                " ORDER BY group_id",
                number)) {
    deed.groups.push_back(row.get<policy::GroupId>(0));
  }
  return deed;
}

/// The lowest number to look at: 1, or as many deeds below `before` as are looked at.
std::int64_t lowest(db::Connection& db, const DeedsWanted& wanted, std::int64_t before) {
  const auto rows = wanted.feed ? db.query(
                                      "SELECT number FROM deed WHERE feed = $1 AND number < $2"
                                      " ORDER BY number DESC LIMIT 1 OFFSET $3",
                                      *wanted.feed, before, kDeedsLooked - 1)
                                : db.query(
                                      "SELECT number FROM deed WHERE number < $1"
                                      " ORDER BY number DESC LIMIT 1 OFFSET $2",
                                      before, kDeedsLooked - 1);
  return rows.empty() ? 1 : rows.front().get<std::int64_t>(0);
}

/// Of one release: what names it, and what names none and was in force on its way.
Numbers of_release(db::Connection& db, const DeedsWanted& wanted, std::int64_t before,
                   std::size_t most) {
  const auto& of = *wanted.release;
  return db.query(
      "SELECT DISTINCT number FROM deed_sought WHERE number IN ("
      "  SELECT number FROM deed WHERE feed = $1 AND release = $2"
      "  UNION SELECT number FROM deed WHERE feed = $1 AND other = $2"
      "  UNION SELECT d.number FROM deed AS d JOIN act ON act.number = d.fact"
      "   WHERE d.feed = $1 AND d.release IS NULL AND d.did = 'hold'"
      "   AND coalesce(act.lifted_at > $3, true) AND coalesce(act.at < iif(d.group_id IS NULL, $4,"
      "     (SELECT min(o.at) FROM opening AS o WHERE o.feed = d.feed AND o.group_id = d.group_id"
      "      AND o.release > $2)), true)"
      "  UNION SELECT d.number FROM deed AS d JOIN stop ON stop.number = d.fact"
      "   WHERE d.feed IS NULL AND coalesce(stop.lifted_at > $3, true)"
      "   AND coalesce(stop.at < $4, true))"
      " AND number < $5 AND ($6 IS NULL OR group_id IS NULL OR group_id = $6)"
      " AND ($7 IS NULL OR person = $7) AND ($8 IS NULL OR did = $8)"
      " ORDER BY number DESC LIMIT $9",
      *wanted.feed, of.release, of.seen, of.past, before, wanted.group, wanted.person, wanted.did,
      most);
}

/// Of a feed, from number `low` on.
Numbers of_feed(db::Connection& db, const DeedsWanted& wanted, std::int64_t low,
                std::int64_t before, std::size_t most) {
  return db.query(
      "SELECT DISTINCT number FROM deed_sought WHERE number IN ("
      "  SELECT number FROM deed WHERE feed = $1 AND number >= $2 AND number < $3"
      "  UNION ALL SELECT number FROM deed WHERE feed IS NULL AND number >= $2 AND number < $3)"
      " AND ($4 IS NULL OR group_id IS NULL OR group_id = $4) AND ($5 IS NULL OR person = $5)"
      " AND ($6 IS NULL OR did = $6) ORDER BY number DESC LIMIT $7",
      *wanted.feed, low, before, wanted.group, wanted.person, wanted.did, most);
}

Numbers of_all(db::Connection& db, const DeedsWanted& wanted, std::int64_t low, std::int64_t before,
               std::size_t most) {
  return db.query(
      "SELECT DISTINCT number FROM deed_sought WHERE number >= $1 AND number < $2"
      " AND ($3 IS NULL OR group_id IS NULL OR group_id = $3) AND ($4 IS NULL OR person = $4)"
      " AND ($5 IS NULL OR did = $5) ORDER BY number DESC LIMIT $6",
      low, before, wanted.group, wanted.person, wanted.did, most);
}

}  // namespace

void note_deed(db::Transaction& tx, const NewDeed& deed) {
  tx.run(
      "INSERT INTO deed (number, did, lifts, feed, release, group_id, other, fact, reason)"
      " VALUES ((SELECT max(number) FROM audit), $1, $2, $3, $4, $5, $6, $7, $8)",
      deed.did, deed.lifts, deed.feed, deed.release, deed.group, deed.other, deed.fact,
      deed.reason);
}

DeedsFound find_deeds(db::Connection& db, const DeedsWanted& wanted, std::int64_t before,
                      std::size_t most) {
  const std::int64_t end = before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
  DeedsFound found;
  if (!wanted.release) found.looked_to = lowest(db, wanted, end);
  const Numbers numbers = wanted.release ? of_release(db, wanted, end, most)
                          : wanted.feed  ? of_feed(db, wanted, found.looked_to, end, most)
                                         : of_all(db, wanted, found.looked_to, end, most);
  for (const db::Row& row : numbers) {
    found.rows.push_back(deed_numbered(db, row.get<std::int64_t>(0)));
  }
  if (found.rows.size() == most && most > 0) found.looked_to = found.rows.back().number;
  return found;
}

std::optional<policy::Instant> gone_past(db::Connection& db, const policy::FeedId& feed,
                                         policy::Sequence release,
                                         const std::vector<policy::GroupId>& groups) {
  std::optional<policy::Instant> last;
  for (const policy::GroupId& group : groups) {
    const auto rows =
        db.query("SELECT min(at) FROM opening WHERE feed = $1 AND group_id = $2 AND release > $3",
                 feed, group, release);
    const auto at = rows.front().maybe<policy::Instant>(0);
    if (!at) return std::nullopt;
    if (!last || *last < *at) last = at;
  }
  return last;
}

}  // namespace relay::catalog
