#include "relay/app/admin_door.h"

#include "relay/admin/policy_acts.h"

namespace relay::app {
namespace {

// A policy text of a megabyte, as JSON has it. The door reads it before anybody has shown a token,
// so there are fewer connections than the endpoints' door has.
constexpr std::size_t kAdminBody = 2 * admin::kLongestPolicy + 65'536;
constexpr std::size_t kAdminConnections = 128;
// Two slow requests, two passwords at work and two that wait leave two for a stop; where many look
// at the flow at once, it waits for two flows at most.
constexpr std::size_t kAdminThreads = 8;
// Administrators get in when devices have all the descriptors that devices may have.
constexpr std::size_t kAdminSpare = 64;
constexpr std::size_t kAdminConnectionsPerAddress = 32;

http::TlsFiles tls_of(const config::Door& door, const AdminSecrets& own) {
  if (!door.certificate || !door.key) return {own.certificate, own.key};
  return {*door.certificate, *door.key};
}

}  // namespace

http::DoorSettings admin_door(const config::Door& door, const AdminSecrets& own, io::Log& log) {
  http::DoorSettings admin{.name = "admin",
                           .listen = {door.listen.host, door.listen.port},
                           .tls = tls_of(door, own),
                           .handler_threads = kAdminThreads,
                           .hosts = door.hosts,
                           .log = &log};
  admin.limits.body = kAdminBody;
  admin.limits.connections = kAdminConnections;
  admin.spare_descriptors = kAdminSpare;
  admin.limits.connections_per_address = kAdminConnectionsPerAddress;
  return admin;
}

}  // namespace relay::app
