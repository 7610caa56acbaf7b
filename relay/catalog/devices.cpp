#include "relay/catalog/devices.h"

#include <map>

#include "relay/catalog/codecs.h"

namespace relay::db {

template <>
struct Codec<catalog::Credential::Kind> {
  static Cell to(catalog::Credential::Kind kind) { return catalog::word(kind); }
  static catalog::Credential::Kind from(const Cell& cell) {
    return catalog::parsed(cell, "a kind of credential", catalog::parse_credential_kind);
  }
};

}  // namespace relay::db

namespace relay::catalog {
namespace {

using Rows = std::vector<DeviceRow>;

/// Who revoked it, why and when, in three columns; NULL: nobody.
std::optional<policy::Said> revoked(const db::Row& row, std::size_t column) {
  const auto person = row.maybe<std::string>(column);
  if (!person) return std::nullopt;
  return policy::Said{.by = *person,
                      .why = row.get<std::string>(column + 1),
                      .at = row.get<policy::Instant>(column + 2)};
}

/// Adds what there may be several of to devices that stand in the order of their ids.
void add_lists(db::Connection& db, Rows& devices) {
  if (devices.empty()) return;
  std::map<DeviceId, DeviceRow*> by_id;
  for (DeviceRow& device : devices) by_id.emplace(device.id, &device);
  for (const db::Row& row :
       db.query("SELECT device.id, enrolment_attribute.name, value FROM device"
                " JOIN enrolment_attribute ON enrolment_attribute.enrolment = device.enrolment"
                " WHERE device.id BETWEEN $1 AND $2",
                devices.front().id, devices.back().id)) {
    const auto device = by_id.find(row.get<DeviceId>(0));
    device->second->attributes.emplace(row.get<std::string>(1), row.get<std::string>(2));
  }
  for (const db::Row& row : db.query("SELECT device, kind, digest, until FROM credential"
                                     " WHERE device BETWEEN $1 AND $2 ORDER BY device, until",
                                     devices.front().id, devices.back().id)) {
    const auto device = by_id.find(row.get<DeviceId>(0));
    device->second->credentials.push_back({.kind = row.get<Credential::Kind>(1),
                                           .digest = row.get<policy::Digest>(2),
                                           .until = row.maybe<policy::Instant>(3)});
  }
}

/// Columns: id, name, time, group, and who revoked it why and when.
Rows read(const std::vector<db::Row>& rows) {
  Rows found;
  found.reserve(rows.size());
  for (const db::Row& row : rows) {
    found.push_back({.id = row.get<DeviceId>(0),
                     .name = row.get<std::string>(1),
                     .group = row.maybe<policy::GroupId>(3),
                     .enrolled = row.maybe<policy::Instant>(2),
                     .revoked = revoked(row, 4)});
  }
  return found;
}

void insert(db::Transaction& tx, const DeviceId& id, const Credential& credential) {
  tx.run("INSERT INTO credential (digest, device, kind, until) VALUES ($1, $2, $3, $4)",
         credential.digest, id, credential.kind, credential.until);
}

}  // namespace

const char* word(Credential::Kind kind) {
  switch (kind) {
    case Credential::Kind::Token:
      return "token";
    case Credential::Kind::Certificate:
      return "certificate";
  }
  return "";
}

std::optional<Credential::Kind> parse_credential_kind(std::string_view word) {
  if (word == "token") return Credential::Kind::Token;
  if (word == "certificate") return Credential::Kind::Certificate;
  return std::nullopt;
}

void enrol(db::Transaction& tx, const NewDevice& device, const Deed& deed) {
  tx.run("INSERT INTO device (id, enrolment, name, at) VALUES ($1, $2, $3, $4)", device.id,
         device.enrolment, device.name, deed.at);
  insert(tx, device.id, device.credential);
  record(tx, deed, "enrolled",
         device.id.text() + " by enrolment " + std::to_string(device.enrolment), deed.reason);
}

void add_credential(db::Transaction& tx, const DeviceId& id, const Credential& credential,
                    const Deed& deed) {
  insert(tx, id, credential);
  record(tx, deed, std::string{word(credential.kind)} + " renewed", id.text(), deed.reason);
}

Rows enrolled_devices(db::Connection& db, const std::string& after, std::size_t most) {
  Rows found =
      read(db.query("SELECT device.id, device.name, device.at,"
                    " coalesce((SELECT group_id FROM device_moved WHERE device = device.id"
                    "           ORDER BY number DESC LIMIT 1), enrolment.group_id),"
                    " device_revoked.person, device_revoked.reason, device_revoked.at"
                    " FROM device JOIN enrolment ON enrolment.number = device.enrolment"
                    " LEFT JOIN device_revoked"
                    "   ON device_revoked.device = device.id AND device_revoked.lifted_at IS NULL"
                    " WHERE device.id > $1 ORDER BY device.id LIMIT $2",
                    after, most));
  add_lists(db, found);
  return found;
}

Rows certified_devices(db::Connection& db) {
  return read(
      db.query("SELECT said.device, '', NULL,"
               " (SELECT group_id FROM device_moved WHERE device = said.device"
               "  ORDER BY number DESC LIMIT 1),"
               " device_revoked.person, device_revoked.reason, device_revoked.at"
               " FROM (SELECT device FROM device_moved UNION SELECT device FROM device_revoked)"
               "   AS said"
               " LEFT JOIN device_revoked"
               "   ON device_revoked.device = said.device AND device_revoked.lifted_at IS NULL"
               " WHERE said.device GLOB 'c-*' ORDER BY said.device"));
}

bool revoke_device(db::Transaction& tx, const DeviceId& id, const Deed& deed) {
  const auto written = tx.run(
      "INSERT INTO device_revoked (device, person, reason, at) VALUES ($1, $2, $3, $4)"
      " ON CONFLICT (device) WHERE lifted_at IS NULL DO NOTHING",
      id, deed.actor, deed.reason, deed.at);
  if (written == 0) return false;
  record(tx, deed, "revoked", id.text(), deed.reason);
  return true;
}

bool restore_device(db::Transaction& tx, const DeviceId& id, const Deed& deed) {
  const auto lifted = tx.run(
      "UPDATE device_revoked SET lifted_at = $1, lifted_by = $2"
      " WHERE device = $3 AND lifted_at IS NULL",
      deed.at, deed.actor, id);
  if (lifted == 0) return false;
  record(tx, deed, "revocation lifted", id.text(), deed.reason);
  return true;
}

std::int64_t move_device(db::Transaction& tx, const DeviceId& id, const policy::GroupId& group,
                         const Deed& deed) {
  tx.run(
      "INSERT INTO device_moved (device, group_id, person, reason, at)"
      " VALUES ($1, $2, $3, $4, $5)",
      id, group, deed.actor, deed.reason, deed.at);
  record(tx, deed, "moved", id.text() + " → " + group.text(), deed.reason);
  return tx.query("SELECT max(number) FROM device_moved").front().get<std::int64_t>(0);
}

std::optional<policy::GroupId> enrolled_for(db::Connection& db, const DeviceId& id) {
  const auto rows = db.query(
      "SELECT coalesce((SELECT group_id FROM device_moved WHERE device = $1"
      "                 ORDER BY number DESC LIMIT 1),"
      " (SELECT enrolment.group_id FROM device"
      "  JOIN enrolment ON enrolment.number = device.enrolment WHERE device.id = $1))",
      id);
  return rows.front().maybe<policy::GroupId>(0);
}

std::vector<Move> moves_by(db::Connection& db, const std::string& person, policy::Instant since) {
  std::vector<Move> moves;
  for (const db::Row& row :
       db.query("SELECT DISTINCT device, group_id FROM device_moved WHERE person = $1 AND at >= $2",
                person, since)) {
    moves.push_back({row.get<std::string>(0), row.get<policy::GroupId>(1)});
  }
  return moves;
}

}  // namespace relay::catalog
