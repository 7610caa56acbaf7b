#include "relay/catalog/bypasses.h"

#include <algorithm>
#include <map>
#include <utility>

#include "policy/require.h"
#include "relay/catalog/codecs.h"
#include "relay/catalog/deeds.h"
#include "relay/catalog/holders.h"
#include "relay/catalog/subject.h"

namespace relay::catalog {
namespace {

using ByNumber = std::map<std::int64_t, policy::Bypass>;

policy::Bypass bypass_in(const db::Row& row) {
  return {.number = row.get<std::int64_t>(0),
          .release = row.get<policy::Sequence>(1),
          .skips = row.get<policy::Skips>(2),
          .until = row.get<policy::Instant>(3),
          .said = {.by = row.get<std::string>(4),
                   .why = row.get<std::string>(5),
                   .at = row.get<policy::Instant>(6)},
          .granted = row.maybe<policy::Instant>(10),
          .break_glass = row.get<bool>(7),
          .reviewed = row.maybe<policy::Instant>(9)};
}

void add_groups(db::Connection& db, const policy::FeedId& feed, ByNumber& found) {
  for (const db::Row& row :
       db.query("SELECT bypass_group.bypass, bypass_group.group_id FROM bypass_group"
                " JOIN bypass ON bypass.number = bypass_group.bypass WHERE bypass.feed = $1"
                " ORDER BY bypass_group.bypass, bypass_group.group_id",
                feed)) {
    found.at(row.get<std::int64_t>(0)).groups.push_back(row.get<policy::GroupId>(1));
  }
}

void add_grants(db::Connection& db, const policy::FeedId& feed, ByNumber& found) {
  for (const db::Row& row : db.query(
           "SELECT g.bypass, g.person, g.role FROM bypass_grant AS g"
           " JOIN bypass ON bypass.number = g.bypass WHERE bypass.feed = $1"
           " AND (NOT EXISTS (SELECT 1 FROM account) OR EXISTS (SELECT 1 FROM bypass_holder AS h"
           "  WHERE h.bypass = g.bypass AND h.person = g.person AND h.role = g.role))"
           " ORDER BY g.at, g.person",
           feed)) {
    found.at(row.get<std::int64_t>(0))
        .grants.push_back({row.get<std::string>(1), row.get<std::string>(2)});
  }
}

// In the order of places, which is not that of the signed numbers that they stand as.
std::shared_ptr<const std::vector<policy::Place>> devices(db::Connection& db, std::int64_t bypass) {
  std::vector<policy::Place> places;
  for (const db::Row& row : db.query("SELECT place FROM bypass_device WHERE bypass = $1", bypass)) {
    places.push_back(row.get<policy::Place>(0));
  }
  std::ranges::sort(places, {}, &policy::Place::value);
  return std::make_shared<const std::vector<policy::Place>>(std::move(places));
}

std::string subject_of(db::Connection& db, std::int64_t bypass) {
  const auto rows = db.query("SELECT feed, release FROM bypass WHERE number = $1", bypass);
  policy::require(rows.size() == 1, "a bypass that is named is recorded");
  return subject(db, rows.front().get<policy::FeedId>(0), rows.front().get<policy::Sequence>(1)) +
         ", bypass " + std::to_string(bypass);
}

NewDeed deed_of(db::Connection& db, std::int64_t bypass, Did did, const Deed& deed) {
  const auto rows = db.query("SELECT feed, release FROM bypass WHERE number = $1", bypass);
  policy::require(rows.size() == 1, "a bypass that is named is recorded");
  return {.did = did,
          .feed = rows.front().get<policy::FeedId>(0),
          .release = rows.front().get<policy::Sequence>(1),
          .fact = bypass,
          .reason = deed.reason};
}

// "skips soak,window until 2026-01-02 00:00 UTC for office, plants"
std::string terms(const policy::Bypass& bypass) {
  std::string text =
      "skips " + policy::show(bypass.skips) + " until " + policy::show(bypass.until) + " for ";
  for (std::size_t i = 0; i < bypass.groups.size(); ++i) {
    text += (i == 0 ? "" : ", ") + bypass.groups[i].text();
  }
  if (bypass.groups.empty()) text += "all groups";
  if (bypass.only) text += ", " + std::to_string(bypass.only->size()) + " devices";
  return text;
}

void insert_parts(db::Transaction& tx, std::int64_t number, const policy::Bypass& bypass) {
  for (const policy::GroupId& group : bypass.groups) {
    tx.run("INSERT INTO bypass_group (bypass, group_id) VALUES ($1, $2)", number, group);
  }
  if (!bypass.only) return;
  for (const policy::Place place : *bypass.only) {
    tx.run("INSERT INTO bypass_device (bypass, place) VALUES ($1, $2)", number, place);
  }
}

std::int64_t insert_bypass(db::Transaction& tx, const policy::FeedId& feed,
                           const policy::Bypass& bypass, std::optional<policy::Sequence> fault,
                           const Deed& deed) {
  const auto last = tx.query("SELECT max(number) FROM bypass").front().maybe<std::int64_t>(0);
  const std::int64_t number = last.value_or(0) + 1;
  tx.run(
      "INSERT INTO bypass (number, feed, release, skips, until, person, reason, at, break_glass,"
      " fix_forward) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
      number, feed, bypass.release, bypass.skips, bypass.until, deed.actor, deed.reason, deed.at,
      bypass.break_glass, bypass.only != nullptr);
  insert_parts(tx, number, bypass);
  record(tx, deed, bypass.break_glass ? "break-glass" : "bypass asked for", subject_of(tx, number),
         joined(terms(bypass), deed.reason));
  NewDeed about = deed_of(tx, number, Did::Bypass, deed);
  about.other = fault;
  note_deed(tx, about);
  return number;
}

}  // namespace

std::vector<policy::Bypass> bypasses(db::Connection& db, const policy::FeedId& feed) {
  ByNumber found;
  for (const db::Row& row :
       db.query("SELECT bypass.number, bypass.release, bypass.skips, bypass.until, bypass.person,"
                " bypass.reason, bypass.at, bypass.break_glass, bypass.fix_forward,"
                " bypass_review.at, bypass_in_force.at FROM bypass LEFT JOIN bypass_review"
                " ON bypass_review.bypass = bypass.number LEFT JOIN bypass_in_force"
                " ON bypass_in_force.bypass = bypass.number WHERE bypass.feed = $1"
                " ORDER BY bypass.number",
                feed)) {
    policy::Bypass bypass = bypass_in(row);
    if (row.get<bool>(8)) bypass.only = devices(db, bypass.number);
    found.emplace(bypass.number, std::move(bypass));
  }
  if (found.empty()) return {};
  add_groups(db, feed, found);
  add_grants(db, feed, found);
  std::vector<policy::Bypass> all;
  for (auto& [number, bypass] : found) all.push_back(std::move(bypass));
  return all;
}

std::int64_t ask_bypass(db::Transaction& tx, const policy::FeedId& feed,
                        const policy::Bypass& bypass, const Deed& deed) {
  return insert_bypass(tx, feed, bypass, std::nullopt, deed);
}

std::int64_t ask_fix(db::Transaction& tx, const policy::FeedId& feed, const policy::Bypass& bypass,
                     policy::Sequence fault, const Deed& deed) {
  return insert_bypass(tx, feed, bypass, fault, deed);
}

bool grant_bypass(db::Transaction& tx, std::int64_t bypass, const std::string& role,
                  const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO bypass_grant (bypass, person, role, at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (bypass, person) DO NOTHING",
      bypass, deed.actor, role, deed.at);
  if (written == 0) return false;
  record(tx, deed, "bypass granted", subject_of(tx, bypass), joined("as " + role, deed.reason));
  note_deed(tx, deed_of(tx, bypass, Did::Grant, deed));
  return true;
}

bool may_grant(db::Connection& db, std::int64_t bypass, const std::string& person,
               const std::string& role) {
  return is_nobody_known(db) ||
         !db.query("SELECT 1 FROM bypass_holder WHERE bypass = $1 AND person = $2 AND role = $3",
                   bypass, person, role)
              .empty();
}

void put_in_force(db::Transaction& tx, std::int64_t bypass, const Deed& deed) {
  tx.run("INSERT INTO bypass_in_force (bypass, at) VALUES ($1, $2)", bypass, deed.at);
  record(tx, deed, "bypass in force", subject_of(tx, bypass), {});
}

bool review_bypass(db::Transaction& tx, std::int64_t bypass, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO bypass_review (bypass, person, reason, at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (bypass) DO NOTHING",
      bypass, deed.actor, deed.reason, deed.at);
  if (written == 0) return false;
  record(tx, deed, "bypass reviewed", subject_of(tx, bypass), deed.reason);
  note_deed(tx, deed_of(tx, bypass, Did::Review, deed));
  return true;
}

}  // namespace relay::catalog
