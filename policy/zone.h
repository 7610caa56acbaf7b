#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "policy/time.h"

namespace policy {

/// An IANA time zone as a value: what it is off UTC, and since when. Loaded outside
/// (relay/calendar).
struct Zone {
  struct Change {
    Instant at{};
    Span offset{0};  ///< Added to UTC from then on.
    friend bool operator==(const Change&, const Change&) = default;
  };
  std::string name{"UTC"};
  Span offset{0};                 ///< Before the first change; like all offsets below 26 h.
  std::vector<Change> changes{};  ///< In order of time, to the end of 2037.
  friend bool operator==(const Zone&, const Zone&) = default;
};

/// The first moment that no zone knows any more: 2038-01-01T00:00:00Z.
constexpr Instant kZonesEnd = from_unix_seconds(2'145'916'800);

/// What the wall shows at this moment.
std::chrono::local_seconds local(const Zone& zone, Instant at);
/// The first moment at which the wall shows `at` or more: the first of two, and for a time that a
/// gap leaves out, the end of the gap.
Instant instant(const Zone& zone, std::chrono::local_seconds at);

}  // namespace policy
