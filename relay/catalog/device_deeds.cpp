#include "relay/catalog/device_deeds.h"

#include "relay/catalog/codecs.h"

namespace relay::catalog {
namespace {

/// The leave by which it enrolled: that row is about an enrolment, not yet about a device.
std::optional<DeviceDeed> leave_of(db::Connection& db, const DeviceId& device) {
  const auto rows = db.query(
      "SELECT enrolment.at, person, reason, group_id FROM enrolment"
      " JOIN device ON device.enrolment = enrolment.number WHERE device.id = $1",
      device);
  if (rows.empty()) return std::nullopt;
  const db::Row& row = rows.front();
  return DeviceDeed{.at = row.get<policy::Instant>(0),
                    .person = row.get<std::string>(1),
                    .action = "enrolment allowed",
                    .group = row.get<policy::GroupId>(3),
                    .reason = row.get<std::string>(2)};
}

/// Behind the device: "→ pilot".
std::optional<policy::GroupId> moved_to(std::string_view rest) {
  constexpr std::string_view kTo = "→ ";
  return rest.starts_with(kTo) ? policy::GroupId::parse(rest.substr(kTo.size())) : std::nullopt;
}

}  // namespace

std::vector<DeviceDeed> deeds_of(db::Connection& db, const DeviceId& device, std::size_t most) {
  std::vector<DeviceDeed> found;
  for (const db::Row& row :
       db.query("SELECT number, at, actor, action, substr(subject, instr(subject || ' ', ' ') + 1),"
                " iif(actor = 'relay', '', detail) FROM audit WHERE subject GLOB '[cd]-[0-9a-f]*'"
                " AND substr(subject, 1, instr(subject || ' ', ' ') - 1) = $1 AND outcome = 'done'"
                " ORDER BY number DESC LIMIT $2",
                device, most)) {
    found.push_back({.number = row.get<std::int64_t>(0),
                     .at = row.get<policy::Instant>(1),
                     .person = row.get<std::string>(2),
                     .action = row.get<std::string>(3),
                     .group = moved_to(row.get<std::string>(4)),
                     .reason = row.get<std::string>(5)});
  }
  if (found.size() == most) return found;
  if (auto leave = leave_of(db, device)) found.push_back(std::move(*leave));
  return found;
}

}  // namespace relay::catalog
