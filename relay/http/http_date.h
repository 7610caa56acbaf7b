#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "policy/time.h"

namespace relay::http {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::string http_date(policy::Instant at);

/// Reads exactly the form that http_date() writes, its day of the week included; years 1970 to
/// 2200. The two obsolete forms are nothing to us: a condition that names one does not hold, and
/// the client gets the whole file, which is never wrong.
std::optional<policy::Instant> parse_http_date(std::string_view text);

}  // namespace relay::http
