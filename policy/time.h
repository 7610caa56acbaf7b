#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace policy {

/// The timeline that decisions are made on: UTC, whole seconds since 1970. It has no now(): the
/// present enters the policy as an argument, and only as an argument.
struct Utc {
  using duration = std::chrono::duration<std::int64_t>;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<Utc, duration>;
  static constexpr bool is_steady = false;
};

using Instant = Utc::time_point;
using Span = Utc::duration;

/// Seconds since 1970-01-01T00:00:00Z, as the catalog and vendors' headers keep them.
constexpr std::int64_t unix_seconds(Instant at) {
  return at.time_since_epoch().count();
}
constexpr Instant from_unix_seconds(std::int64_t seconds) {
  return Instant{Span{seconds}};
}

/// "2026-03-04T06:00:00Z" (RFC 3339), for machines.
std::string rfc3339(Instant at);
/// Reads exactly the form that rfc3339() writes; years 1970 to 2200.
std::optional<Instant> parse_rfc3339(std::string_view text);

/// "2026-03-04 06:00 UTC", with seconds only where they are not zero; for people.
std::string show(Instant at);
/// "3d", "4h", "1h 30m", "45s"; for people, and readable by parse_span().
std::string show(Span span);

/// "90s", "15m", "12h", "3d", "2w": a whole number and a unit, or several as show() writes them
/// ("1d 12h"). Nothing for anything else, a missing unit included, or above 10 years.
std::optional<Span> parse_span(std::string_view text);

}  // namespace policy
