#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/fields.h"
#include "config/listen.h"
#include "config/problem.h"
#include "policy/address.h"

namespace config {

/// A listening door.
struct Door {
  Listen listen{};
  std::vector<std::string> hosts{};  ///< Allowed in Host, without port; empty: any.
  /// PEM files; both or none. None: the relay makes its own at first start.
  std::optional<std::filesystem::path> certificate{};
  std::optional<std::filesystem::path> key{};
  /// PEM: the organisation's own authority, whose certificates devices may show besides ours.
  std::optional<std::filesystem::path> client_ca{};
  std::vector<policy::Network> proxies{};  ///< Whose word on whom they ask for counts.
  std::optional<std::uint32_t>
      connections{};  ///< At a time, in all; nothing: the door's own limit.
  std::optional<std::uint32_t> connections_per_address{};
};

/// The doors: plain and TLS for endpoints, and the administrators', which is always TLS.
struct Doors {
  Door endpoints{.listen = {.host = "127.0.0.1", .port = 8080}};
  std::optional<Door> endpoints_tls{};  ///< Nothing: there is none, and no device has credentials.
  Door admin{.listen = {.host = "127.0.0.1", .port = 8443}};
};

/// Of the settings `endpoints`, `endpoints_tls` and `admin`. No two doors may have one address, and
/// a certificate of the relay's own must have names that others can ask for.
Doors read_doors(Problems& problems, const Fields& fields);

}  // namespace config
