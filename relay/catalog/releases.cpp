#include "relay/catalog/releases.h"

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

Did did(policy::Standing standing) {
  switch (standing) {
    case policy::Standing::Good:
      return Did::Trusted;
    case policy::Standing::Suspect:
      return Did::Suspect;
    case policy::Standing::Quarantined:
      return Did::Quarantined;
    case policy::Standing::Recalled:
      return Did::Recalled;
  }
  policy::require(false, "every standing is a deed");
  return Did::Trusted;
}

ReleaseRow release_in(const db::Row& row) {
  return {.feed = row.get<policy::FeedId>(0),
          .release = {.sequence = row.get<policy::Sequence>(1),
                      .version = row.get<policy::VersionText>(2),
                      .tree = row.get<policy::Digest>(3),
                      .first_seen = row.get<policy::Instant>(4),
                      .standing = row.get<policy::Standing>(5),
                      .standing_reason = row.get<std::string>(6),
                      .marks = {.major = row.get<bool>(12),
                                .kernel = row.get<bool>(13),
                                .unknown = row.get<bool>(14),
                                .engine = row.get<std::string>(15)},
                      .vendor_time = row.maybe<policy::Instant>(10),
                      .expires_at = row.maybe<policy::Instant>(11)},
          .content = row.get<policy::ContentClass>(7),
          .evidence = row.get<policy::Evidence>(8),
          .evidence_detail = row.get<std::string>(9)};
}

// Unchanged parts keep the time at which they were accepted. The schema refuses a lower version,
// and the same with other bytes.
void raise_part(db::Transaction& tx, const policy::FeedId& feed, const PartRow& part,
                policy::Instant at) {
  tx.run(
      "INSERT INTO part (feed, part, version, digest, accepted_at) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT (feed, part) DO UPDATE SET version = excluded.version,"
      " digest = excluded.digest, accepted_at = excluded.accepted_at"
      " WHERE excluded.version <> part.version OR excluded.digest <> part.digest",
      feed, part.part, part.version, part.digest, at);
}

/// A vendor that goes back to earlier content uses a version's name again; people and pins name
/// releases by it, so the later one is told apart.
policy::VersionText name_of(db::Connection& db, const NewRelease& release) {
  const auto taken = [&](const policy::VersionText& name) {
    return !db.query("SELECT 1 FROM release WHERE feed = $1 AND version = $2", release.feed, name)
                .empty();
  };
  policy::VersionText name = release.version;
  for (unsigned again = 2; taken(name); ++again) {
    const std::string mark = " (" + std::to_string(again) + ")";
    name = *policy::VersionText::parse(release.version.text().substr(0, 256 - mark.size()) + mark);
  }
  return name;
}

}  // namespace

policy::Sequence accept(db::Transaction& tx, const NewRelease& release, const Deed& deed) {
  const auto last = newest(tx, release.feed);
  policy::require(!last || last->release.tree != release.tree,
                  "an accepted release differs from the feed's newest");
  const policy::Sequence next{last ? last->release.sequence.number + 1 : 1};

  tx.run(
      "INSERT INTO release (feed, sequence, version, tree, content, evidence, evidence_detail,"
      " vendor_time, expires_at, first_seen, major, kernel, unknown, engine)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
      release.feed, next, name_of(tx, release), release.tree, release.content, release.evidence,
      release.evidence_detail, release.vendor_time, release.expires_at, deed.at,
      release.marks.major, release.marks.kernel, release.marks.unknown, release.marks.engine);
  for (const PartRow& part : release.parts) raise_part(tx, release.feed, part, deed.at);
  record(tx, deed, "release accepted", subject(tx, release.feed, next),
         joined(policy::word(release.evidence), release.evidence_detail));
  return next;
}

std::vector<ReleaseRow> releases(db::Connection& db, const policy::FeedId& feed) {
  const auto rows = db.query(
      "SELECT feed, sequence, version, tree, first_seen, standing, standing_reason, content, "
      "evidence,"
      " evidence_detail, vendor_time, expires_at, major, kernel, unknown, engine FROM release"
      " WHERE feed = $1 ORDER BY sequence",
      feed);

  std::vector<ReleaseRow> found;
  found.reserve(rows.size());
  for (const db::Row& row : rows) found.push_back(release_in(row));
  return found;
}

std::optional<ReleaseRow> newest(db::Connection& db, const policy::FeedId& feed) {
  const auto rows = db.query(
      "SELECT feed, sequence, version, tree, first_seen, standing, standing_reason, content, "
      "evidence,"
      " evidence_detail, vendor_time, expires_at, major, kernel, unknown, engine FROM release"
      " WHERE feed = $1 ORDER BY sequence DESC LIMIT 1",
      feed);
  if (rows.empty()) return std::nullopt;
  return release_in(rows.front());
}

std::vector<PartRow> parts(db::Connection& db, const policy::FeedId& feed) {
  std::vector<PartRow> found;
  for (const db::Row& row :
       db.query("SELECT part, version, digest, accepted_at FROM part WHERE feed = $1 ORDER BY part",
                feed)) {
    found.push_back({.part = row.get<std::string>(0),
                     .version = row.get<std::uint64_t>(1),
                     .digest = row.get<policy::Digest>(2),
                     .accepted_at = row.get<policy::Instant>(3)});
  }
  return found;
}

void set_standing(db::Transaction& tx, const policy::FeedId& feed, policy::Sequence release,
                  policy::Standing standing, const Deed& deed) {
  const std::string reason = standing == policy::Standing::Good ? std::string{} : deed.reason;
  const std::string about = subject(tx, feed, release);
  const auto changed = tx.run(
      "UPDATE release SET standing = $1, standing_reason = $2 WHERE feed = $3 AND sequence = $4"
      " AND (standing <> $1 OR standing_reason <> $2)",
      standing, reason, feed, release);
  if (changed == 0) return;
  record(tx, deed, std::string{"release "} + policy::word(standing), about, deed.reason);
  note_deed(tx, {.did = did(standing), .feed = feed, .release = release, .reason = deed.reason});
}

bool quarantine(db::Transaction& tx, const QuarantineRow& refused, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO quarantine (feed, part, version, reason, at) VALUES ($1, $2, $3, $4, $5)"
      " ON CONFLICT DO NOTHING",
      refused.feed, refused.part, refused.version, refused.reason, deed.at);
  if (written == 0) return false;

  std::string about = refused.feed.text();
  for (const std::string& name : {refused.part, refused.version}) {
    if (!name.empty()) about += " " + name;
  }
  record(tx, deed, "refused", about, refused.reason);
  return true;
}

std::vector<QuarantineRow> quarantined(db::Connection& db, const policy::FeedId& feed,
                                       std::size_t most) {
  return quarantined(db, feed, 0, most);
}

std::vector<QuarantineRow> quarantined(db::Connection& db, const policy::FeedId& feed,
                                       std::int64_t before, std::size_t most) {
  std::vector<QuarantineRow> found;
  for (const db::Row& row :
       db.query("SELECT feed, part, version, reason, at, number FROM quarantine WHERE feed = $1"
                " AND ($2 = 0 OR number < $2) ORDER BY number DESC LIMIT $3",
                feed, before, most)) {
    found.push_back({.feed = row.get<policy::FeedId>(0),
                     .part = row.get<std::string>(1),
                     .version = row.get<std::string>(2),
                     .reason = row.get<std::string>(3),
                     .at = row.get<policy::Instant>(4),
                     .number = row.get<std::int64_t>(5)});
  }
  return found;
}

}  // namespace relay::catalog
