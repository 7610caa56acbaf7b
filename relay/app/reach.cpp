#include "relay/app/reach.h"

namespace relay::app {
namespace {

/// "0.0.0.0" and "::" are all addresses of a machine, and none that a device could ask.
bool is_any(const std::string& host) {
  return host == "0.0.0.0" || host == "::";
}

admin::Reach reach(const config::Door& door, std::uint16_t port) {
  if (!door.hosts.empty()) return {door.hosts.front(), port};
  return {is_any(door.listen.host) ? "" : door.listen.host, port};
}

}  // namespace

admin::EndpointDoors reach_of(const config::Doors& doors, const EndpointDoors& open,
                              const crypto::Identity& authority) {
  admin::EndpointDoors found{.plain = reach(doors.endpoints, open.port())};
  if (!doors.endpoints_tls) return found;
  found.tls = reach(*doors.endpoints_tls, *open.tls_port());
  if (!doors.endpoints_tls->certificate) found.authority = authority.certificate;
  return found;
}

}  // namespace relay::app
