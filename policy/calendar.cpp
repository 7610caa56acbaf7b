#include "policy/calendar.h"

#include <algorithm>
#include <string_view>
#include <tuple>

#include "policy/shut.h"

namespace policy {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::weekday;

constexpr Span kSearched = days{400};
// More than clocks were ever set by; what lies farther off needs no exact look.
constexpr Span kSlack = days{2};

/// Of all that it is shut by, the one to name: what has begun itself, then what lasts longest.
std::optional<Shut> shut(const Calendar& calendar, Instant at) {
  const auto rank = [at](const Shut& one) {
    const std::string_view why = one.blackout != nullptr ? one.blackout->why : std::string_view{};
    return std::tuple{one.begins <= at, one.until, why};
  };
  std::optional<Shut> named;
  const auto ask = [&](const Shut& one) {
    if (at < one.from || at >= one.until) return;
    if (!named || rank(*named) < rank(one)) named = one;
  };
  if (const auto next = next_weekend(calendar, at)) ask(*next);
  const auto wall = local(calendar.zone, at);
  const auto soon = wall + kept_free(calendar) + kSlack;
  for (const Closed& closed : calendar.closed) {
    if (closed.until > wall && closed.from < soon) ask(shut_by(calendar, closed));
  }
  return named;
}

/// When a calendar that is not shut will be; at the latest `limit`.
Instant next_shut(const Calendar& calendar, Instant at, Instant limit) {
  Instant first = limit;
  if (const auto next = next_weekend(calendar, at)) first = std::min(first, next->from);
  const auto wall = local(calendar.zone, at);
  const Span more = kept_free(calendar) + kSlack;
  for (const Closed& closed : calendar.closed) {
    if (closed.until <= wall || closed.from > wall + (first - at) + more) continue;
    const Instant from = shut_by(calendar, closed).from;
    if (from > at) first = std::min(first, from);
  }
  return first;
}

/// When the window of this day begins; nothing when there is none.
std::optional<Instant> begins(const Zone& zone, const Slot& slot, local_days day) {
  const bool every_day = slot.days.empty();
  if (!every_day && std::ranges::find(slot.days, weekday{day}) == slot.days.end()) return {};
  const auto wall = day + slot.at;
  const Instant at = instant(zone, wall);
  if (local(zone, at) == wall) return at;
  const bool day_exists = std::chrono::floor<days>(local(zone, instant(zone, day))) == day;
  return day_exists ? std::optional{at} : std::nullopt;
}

/// The end of the window that `at` is in, of the last one where there are several.
std::optional<Instant> open_until(const Calendar& calendar, Instant at) {
  if (calendar.open.empty()) return kZonesEnd;
  const local_days today = std::chrono::floor<days>(local(calendar.zone, at));
  std::optional<Instant> latest;
  for (const Slot& slot : calendar.open) {
    // From tomorrow, which was there already when the clock was set back over midnight, to the
    // longest window's begin, with one day that was left out.
    for (local_days day = today + days{1}; day >= today - days{8}; day -= days{1}) {
      const auto from = begins(calendar.zone, slot, day);
      if (!from || *from > at) continue;
      if (*from + slot.lasts > at) latest = std::max(latest, std::optional{*from + slot.lasts});
      break;
    }
  }
  return latest;
}

/// The next begin of a window.
std::optional<Instant> next_window(const Calendar& calendar, Instant at) {
  const local_days today = std::chrono::floor<days>(local(calendar.zone, at));
  std::optional<Instant> first;
  for (const Slot& slot : calendar.open) {
    // Two weeks, for one of its days may be left out.
    for (local_days day = today; day <= today + days{15}; day += days{1}) {
      const auto from = begins(calendar.zone, slot, day);
      if (!from || *from <= at) continue;
      if (!first || *from < *first) first = from;
      break;
    }
  }
  return first;
}

std::optional<Instant> opens(const Calendar& calendar, Instant now) {
  std::optional<Instant> at = now;
  while (at && *at <= now + kSearched && *at < kZonesEnd) {
    if (const auto closed = shut(calendar, *at)) {
      at = closed->until;
    } else if (open_until(calendar, *at)) {
      return at;
    } else {
      at = next_window(calendar, *at);
    }
  }
  return std::nullopt;
}

std::optional<Instant> closes(const Calendar& calendar, Instant now) {
  const Instant barred = next_shut(calendar, now, kZonesEnd);
  Instant at = now;
  while (at < barred && at <= now + kSearched) {
    const auto until = open_until(calendar, at);
    if (!until) return at;
    at = *until;
  }
  at = std::min(at, barred);
  return at <= now + kSearched ? std::optional{at} : std::nullopt;
}

}  // namespace

Hours Calendar::hours(Instant now) const {
  if (now >= kZonesEnd) return {.open = false, .changes = {}, .why = "calendars end with 2037"};
  const auto barred = shut(*this, now);
  if (!barred && open_until(*this, now)) {
    return {.open = true, .changes = closes(*this, now), .why = {}};
  }
  return {.open = false,
          .changes = opens(*this, now),
          .why = barred ? sentence(*this, *barred, now) : "outside its hours"};
}

}  // namespace policy
