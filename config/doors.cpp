#include "config/doors.h"

#include <array>
#include <string_view>

#include "config/url.h"
#include "config/values.h"

namespace config {
namespace {

constexpr std::uint64_t kMostConnections = 1'000'000;
// Of the 128-bit form: a /24 of IPv4, a /64 of IPv6.
constexpr unsigned kFewProxies4 = 120, kFewProxies6 = 64;

void read_listen(Problems& problems, const Node* node, Listen& listen) {
  const auto written = text(problems, node, "an address and port such as 127.0.0.1:8080");
  if (!written) return;
  if (const auto parsed = parse_listen(*written)) {
    listen = *parsed;
  } else {
    add_unexpected(problems, *node, "an address and port such as 127.0.0.1:8080 or [::1]:8443");
  }
}

std::vector<std::string> read_hosts(Problems& problems, const Node* node) {
  std::vector<std::string> hosts;
  for (const Node* const item : one_or_list(node)) {
    const auto host = text(problems, item, "a host name");
    if (!host) continue;
    if (is_host(*host)) {
      hosts.push_back(*host);
    } else {
      add_unexpected(problems, *item, "a host name in lower case, without port");
    }
  }
  return hosts;
}

std::vector<policy::Network> read_proxies(Problems& problems, const Node* node) {
  constexpr std::string_view kExpected = "a proxy's address or network such as 10.1.9.3";
  std::vector<policy::Network> proxies;
  for (const Node* const item : one_or_list(node)) {
    const auto written = text(problems, item, kExpected);
    if (!written) continue;
    if (const auto network = policy::Network::parse(*written)) {
      proxies.push_back(*network);
      if (network->prefix < (network->first.v4() ? kFewProxies4 : kFewProxies6)) {
        problems.warn(item->at, "whoever is in " + network->text() +
                                    " can say that it asks for any device; name the proxies alone");
      }
    } else {
      add_unexpected(problems, *item, kExpected);
    }
  }
  return proxies;
}

std::optional<std::uint32_t> read_connections(Problems& problems, const Node* node) {
  const auto written = count(problems, node, {1, kMostConnections});
  return written ? std::optional{static_cast<std::uint32_t>(*written)} : std::nullopt;
}

/// What every endpoints' door has.
void read_endpoints_door(Problems& problems, const Fields& fields, Door& door) {
  read_listen(problems, fields.get("listen"), door.listen);
  door.hosts = read_hosts(problems, fields.get("hosts"));
  door.proxies = read_proxies(problems, fields.get("proxies"));
  door.connections = read_connections(problems, fields.get("connections"));
  door.connections_per_address = read_connections(problems, fields.get("connections_per_address"));
}

/// False when one of the two is there alone.
bool read_pair(Problems& problems, const Fields& fields, std::string_view of, Door& door) {
  const unsigned before = problems.errors();
  door.certificate = path(problems, fields.get("certificate"));
  door.key = path(problems, fields.get("key"));
  if (problems.errors() != before) return false;
  if (door.certificate.has_value() == door.key.has_value()) return true;
  problems.add(
      fields.at(door.key ? "key" : "certificate"),
      "'certificate' and 'key' of " + std::string{of} + " are given together or not at all");
  return false;
}

void read_endpoints(Problems& problems, const Node* node, Door& door) {
  if (node == nullptr) return;
  const Fields fields{problems,
                      *node,
                      {"endpoints",
                       {"listen", "hosts", "proxies", "connections", "connections_per_address"},
                       {"certificate", "key", "client_ca"},
                       "TLS has a door of its own, endpoints_tls"}};
  read_endpoints_door(problems, fields, door);
}

std::optional<Door> read_endpoints_tls(Problems& problems, const Node* node) {
  if (node == nullptr) return std::nullopt;
  Door door{.listen = {.host = "127.0.0.1", .port = 8444}};
  const Fields fields{problems,
                      *node,
                      {"endpoints_tls",
                       {"listen", "hosts", "proxies", "connections", "connections_per_address",
                        "certificate", "key", "client_ca"}}};
  const unsigned before = problems.errors();
  read_endpoints_door(problems, fields, door);
  door.client_ca = path(problems, fields.get("client_ca"));
  const bool whole = read_pair(problems, fields, "endpoints_tls", door);
  if (!whole || problems.errors() != before) return door;
  if (!door.certificate && door.hosts.empty() && !on_loopback(door.listen)) {
    problems.add(fields.at("listen"),
                 "a TLS door that others can reach needs 'hosts', or a 'certificate' and a 'key'",
                 "the certificate that the relay makes is for its hosts");
  }
  return door;
}

void read_admin(Problems& problems, const Node* node, Door& door) {
  if (node == nullptr) return;
  const Fields fields{problems, *node, {"admin", {"listen", "hosts", "certificate", "key"}}};
  const unsigned before = problems.errors();
  read_listen(problems, fields.get("listen"), door.listen);
  door.hosts = read_hosts(problems, fields.get("hosts"));
  const bool whole = read_pair(problems, fields, "admin", door);
  if (!whole || problems.errors() != before) return;
  if (!door.certificate && !on_loopback(door.listen)) {
    problems.add(fields.at("listen"),
                 "an admin door that others can reach needs a 'certificate' and a 'key'",
                 "the certificate that the relay makes for itself is for 127.0.0.1 and [::1]");
  }
}

bool same(const Listen& one, const Listen& other) {
  return one == other && one.port != 0;
}

}  // namespace

Doors read_doors(Problems& problems, const Fields& fields) {
  Doors doors;
  read_endpoints(problems, fields.get("endpoints"), doors.endpoints);
  doors.endpoints_tls = read_endpoints_tls(problems, fields.get("endpoints_tls"));
  read_admin(problems, fields.get("admin"), doors.admin);

  if (same(doors.endpoints.listen, doors.admin.listen)) {
    problems.add(fields.at("admin"), "the admin door and the endpoints' door have one address");
  }
  if (!doors.endpoints_tls) return doors;
  const Listen& tls = doors.endpoints_tls->listen;
  if (same(tls, doors.endpoints.listen)) {
    problems.add(fields.at("endpoints_tls"),
                 "the endpoints' two doors, with and without TLS, have one address");
  }
  if (same(tls, doors.admin.listen)) {
    problems.add(fields.at("endpoints_tls"),
                 "the admin door and the endpoints' TLS door have one address");
  }
  return doors;
}

}  // namespace config
