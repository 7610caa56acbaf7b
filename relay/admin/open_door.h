#pragma once

#include <string>

#include "relay/http/counts.h"
#include "relay/http/limits.h"
#include "relay/json/value.h"

namespace relay::admin {

/// A door of this relay, as it is at about this moment.
struct OpenDoor {
  std::string name{};  ///< "endpoints", "endpoints-tls", "admin".
  std::string url{};   ///< Where it listens.
  http::Limits limits{};
  http::Counts counts{};
};

/// {door, url, connections, limit, limit_by_address, accepted, turned_away, handshakes_failed,
/// refused, answered: {2xx, 3xx, 4xx, 5xx}, sent}: connections that are open and how many may be;
/// the rest since it opened. See http::Counts.
json::Value describe(const OpenDoor& door);

}  // namespace relay::admin
