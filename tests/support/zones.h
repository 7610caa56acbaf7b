#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "policy/require.h"
#include "policy/zone.h"

/// Zones written by hand, for the year that tests live in (Apia: for 2011, when it left out a day).
namespace tests {

inline policy::Instant utc(std::string_view rfc3339) {
  const auto at = policy::parse_rfc3339(rfc3339);
  policy::require(at.has_value(), "a test writes its moments in RFC 3339");
  return *at;
}

/// "2026-03-29T02:30:00" on some wall.
inline std::chrono::local_seconds wall(const std::string& text) {
  return std::chrono::local_seconds{utc(text + "Z").time_since_epoch()};
}
inline std::string shown(std::chrono::local_seconds at) {
  const std::string text = policy::rfc3339(policy::Instant{policy::Span{at.time_since_epoch()}});
  return text.substr(0, text.size() - 1);
}

inline policy::Zone berlin() {
  using std::chrono::hours;
  return {.name = "Europe/Berlin",
          .offset = hours{1},
          .changes = {{utc("2026-03-29T01:00:00Z"), hours{2}},
                      {utc("2026-10-25T01:00:00Z"), hours{1}}}};
}
inline policy::Zone new_york() {
  using std::chrono::hours;
  return {.name = "America/New_York",
          .offset = hours{-5},
          .changes = {{utc("2026-03-08T07:00:00Z"), hours{-4}},
                      {utc("2026-11-01T06:00:00Z"), hours{-5}}}};
}
/// Sets its clocks by half an hour.
inline policy::Zone lord_howe() {
  using std::chrono::minutes;
  return {.name = "Australia/Lord_Howe",
          .offset = minutes{660},
          .changes = {{utc("2026-04-04T15:00:00Z"), minutes{630}},
                      {utc("2026-10-03T15:30:00Z"), minutes{660}}}};
}
inline policy::Zone kolkata() {
  return {.name = "Asia/Kolkata", .offset = std::chrono::minutes{330}, .changes = {}};
}
/// Had no 2011-12-30.
inline policy::Zone apia() {
  using std::chrono::hours;
  return {.name = "Pacific/Apia",
          .offset = hours{-11},
          .changes = {{utc("2011-09-24T14:00:00Z"), hours{-10}},
                      {utc("2011-12-30T10:00:00Z"), hours{14}},
                      {utc("2012-03-31T14:00:00Z"), hours{13}}}};
}

}  // namespace tests
