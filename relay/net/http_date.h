#pragma once

#include <optional>
#include <string>

#include "policy/time.h"

namespace relay::net {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string http_date(policy::Instant at);
/// Reads that form and the two old ones; nothing for anything else.
std::optional<policy::Instant> parse_http_date(const std::string& text);

}  // namespace relay::net
