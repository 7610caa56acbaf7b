#include "relay/catalog/acts.h"

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

// "clamav daily 27500 → office", "clamav → all groups"
std::string subject_of(const NewAct& act) {
  return act.feed.text() + (act.version ? " " + act.version->text() : "") + " → " +
         (act.group ? act.group->text() : "all groups");
}

// IS, because nothing equals nothing here: for all groups, or without a version.
std::optional<std::int64_t> in_force(db::Connection& db, const NewAct& act) {
  const auto rows = db.query(
      "SELECT number FROM act WHERE lifted_at IS NULL AND kind = $1 AND feed = $2 AND group_id IS "
      "$3"
      " AND version IS $4",
      act.kind, act.feed, act.group, act.version);
  if (rows.empty()) return std::nullopt;
  return rows.front().get<std::int64_t>(0);
}

Did did(ActKind kind) {
  switch (kind) {
    case ActKind::Hold:
      return Did::Hold;
    case ActKind::Pin:
      return Did::Pin;
    case ActKind::Block:
      return Did::Block;
    case ActKind::Floor:
      return Did::Floor;
  }
  policy::require(false, "every kind of act is a deed");
  return Did::Hold;
}

NewDeed deed_about(db::Connection& db, const NewAct& act, std::int64_t number, const Deed& deed) {
  NewDeed about{.did = did(act.kind),
                .feed = act.feed,
                .group = act.group,
                .fact = number,
                .reason = deed.reason};
  if (act.version) about.release = release_named(db, act.feed, *act.version);
  return about;
}

// A group has one pin, so its version need not be told; all floors go where none is named.
bool is_meant(const ActRow& said, const NewAct& act) {
  if (said.kind != act.kind || said.group != act.group) return false;
  if (act.kind == ActKind::Hold || act.kind == ActKind::Pin) return true;
  return (act.kind == ActKind::Floor && !act.version) || said.version == act.version;
}

}  // namespace

std::int64_t say(db::Transaction& tx, const NewAct& act, const Deed& deed) {
  policy::require((act.kind == ActKind::Hold) != act.version.has_value(),
                  "a pin, a block and a floor name a version, and a hold does not");
  if (const auto already = in_force(tx, act)) return *already;
  if (act.kind == ActKind::Pin) lift(tx, act, deed);

  tx.run(
      "INSERT INTO act (kind, feed, group_id, version, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      act.kind, act.feed, act.group, act.version, deed.actor, deed.reason, deed.at);
  record(tx, deed, word(act.kind), subject_of(act), deed.reason);
  const auto number = in_force(tx, act);
  policy::require(number.has_value(), "an act that was said is in force");
  note_deed(tx, deed_about(tx, act, *number, deed));
  return *number;
}

std::size_t lift(db::Transaction& tx, const NewAct& act, const Deed& deed) {
  std::size_t lifted = 0;
  for (const ActRow& said : acts(tx, act.feed)) {
    if (!is_meant(said, act)) continue;
    tx.run("UPDATE act SET lifted_at = $1, lifted_by = $2 WHERE number = $3", deed.at, deed.actor,
           said.number);
    const NewAct lifting{said.kind, said.feed, said.group, said.version};
    record(tx, deed, std::string{word(said.kind)} + " lifted", subject_of(lifting), deed.reason);
    NewDeed about = deed_about(tx, lifting, said.number, deed);
    about.lifts = true;
    note_deed(tx, about);
    ++lifted;
  }
  return lifted;
}

std::vector<ActRow> acts(db::Connection& db, const policy::FeedId& feed) {
  std::vector<ActRow> found;
  for (const db::Row& row :
       db.query("SELECT number, kind, feed, group_id, version, person, reason, at FROM act"
                " WHERE feed = $1 AND lifted_at IS NULL ORDER BY number",
                feed)) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .kind = row.get<ActKind>(1),
                     .feed = row.get<policy::FeedId>(2),
                     .group = row.maybe<policy::GroupId>(3),
                     .version = row.maybe<policy::VersionText>(4),
                     .person = row.get<std::string>(5),
                     .reason = row.get<std::string>(6),
                     .at = row.get<policy::Instant>(7)});
  }
  return found;
}

}  // namespace relay::catalog
