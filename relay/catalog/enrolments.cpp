#include "relay/catalog/enrolments.h"

#include "policy/require.h"
#include "relay/catalog/codecs.h"

namespace relay::catalog {
namespace {

Attributes attributes_of(db::Connection& db, std::int64_t enrolment) {
  Attributes found;
  for (const db::Row& row :
       db.query("SELECT name, value FROM enrolment_attribute WHERE enrolment = $1", enrolment)) {
    found.emplace(row.get<std::string>(0), row.get<std::string>(1));
  }
  return found;
}

/// "enrolment 7 → office"
std::string subject_of(std::int64_t number, const policy::GroupId& group) {
  return "enrolment " + std::to_string(number) + " → " + group.text();
}

}  // namespace

std::int64_t allow_enrolment(db::Transaction& tx, const NewEnrolment& allowed, const Deed& deed) {
  tx.run(
      "INSERT INTO enrolment (token, group_id, name, until, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5, $6, $7)",
      allowed.token, allowed.group, allowed.name, allowed.until, deed.actor, deed.reason, deed.at);
  const auto number =
      tx.query("SELECT number FROM enrolment WHERE token = $1", allowed.token)[0].get<std::int64_t>(
          0);
  for (const auto& [name, value] : allowed.attributes) {
    tx.run("INSERT INTO enrolment_attribute (enrolment, name, value) VALUES ($1, $2, $3)", number,
           name, value);
  }
  record(tx, deed, "enrolment allowed", subject_of(number, allowed.group), deed.reason);
  return number;
}

void void_enrolment(db::Transaction& tx, std::int64_t number, const Deed& deed) {
  const auto rows = tx.query("SELECT group_id FROM enrolment WHERE number = $1", number);
  policy::require(rows.size() == 1, "only an enrolment that was allowed is voided");
  tx.run("INSERT INTO enrolment_voided (enrolment, person, reason, at) VALUES ($1, $2, $3, $4)",
         number, deed.actor, deed.reason, deed.at);
  record(tx, deed, "enrolment voided", subject_of(number, rows[0].get<policy::GroupId>(0)),
         deed.reason);
}

std::vector<EnrolmentRow> enrolments(db::Connection& db, policy::Instant after) {
  std::vector<EnrolmentRow> found;
  for (const db::Row& row : db.query(
           "SELECT number, token, group_id, enrolment.name, until, enrolment.person, enrolment.at,"
           " device.id, voided.at IS NOT NULL"
           " FROM enrolment LEFT JOIN device ON device.enrolment = number"
           " LEFT JOIN enrolment_voided AS voided ON voided.enrolment = number"
           " WHERE until > $1 ORDER BY number",
           after)) {
    const auto number = row.get<std::int64_t>(0);
    found.push_back({.number = number,
                     .token = row.get<policy::Digest>(1),
                     .group = row.get<policy::GroupId>(2),
                     .name = row.get<std::string>(3),
                     .attributes = attributes_of(db, number),
                     .until = row.get<policy::Instant>(4),
                     .person = row.get<std::string>(5),
                     .at = row.get<policy::Instant>(6),
                     .device = row.maybe<DeviceId>(7),
                     .voided = row.get<std::int64_t>(8) != 0});
  }
  return found;
}

void note_refused_enrolment(db::Transaction& tx, std::int64_t number, const Deed& deed) {
  record(tx, deed, "enrolment refused", "enrolment " + std::to_string(number), deed.reason);
}

}  // namespace relay::catalog
