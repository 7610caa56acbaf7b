#include "relay/calendar/holidays.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "relay/calendar/event.h"
#include "relay/calendar/places.h"
#include "relay/io/one_line.h"

namespace relay::calendar {
namespace {

using policy::Closed;
using policy::Instant;
using policy::Refused;
using Wrong = std::optional<std::string>;

constexpr std::size_t kMostTimes = 20'000;
constexpr std::size_t kMostRules = 1'000;  // Each may take some milliseconds to follow.
constexpr Instant kFirst{};                // No zone is known before 1970.

/// The single times of series that events of their own stand in for, by the series' uid.
using Replaced = std::map<std::string, std::set<Instant>>;

/// Where an event begins and ends each time.
class Times {
 public:
  Times(const policy::Zone& home, std::vector<Closed>& closed)
      : home_{home}, places_{home}, closed_{closed} {}

  /// The moment of a time that an event names; refused when its zone is not known.
  policy::Result<Instant, std::string> moment(const Event& event, const When& when) {
    const policy::Zone* const zone = places_.of(when);
    if (zone != nullptr) return policy::instant(*zone, when.wall);
    return Refused{of_event(event, "is in the zone '" + io::one_line(when.zone) +
                                       "', which this system does not know; an IANA name such as "
                                       "Europe/Berlin would be right")};
  }

  Wrong add(const Event& event, const Replaced& replaced) {
    std::set<Instant> left_out;
    if (const auto found = replaced.find(event.uid); !event.replaces && found != replaced.end()) {
      left_out = found->second;
    }
    for (const When& when : event.left_out) {
      const auto at = moment(event, when);
      if (!at) return at.error();
      left_out.insert(*at);
    }
    if (auto wrong = add_series(event, left_out)) return wrong;
    for (const Period& period : event.also) {
      if (auto wrong = add_one(event, period, left_out)) return wrong;
    }
    return std::nullopt;
  }

 private:
  Wrong add_series(const Event& event, const std::set<Instant>& left_out) {
    const policy::Zone* const zone = places_.of(event.start);
    const auto end = length(event);
    if (!end) return end.error();
    const auto add = [&](std::chrono::local_seconds wall) {
      const Instant from = policy::instant(*zone, wall);
      if (left_out.contains(from)) return true;
      return keep(event, from, policy::instant(*zone, wall + end->days) + end->exact);
    };
    // The first is one of the series even where its rule does not say so.
    if (!add(event.start.wall)) return too_many(event);
    return event.repeats ? add_repeated(event, *zone, add) : std::nullopt;
  }

  template <class Add>
  Wrong add_repeated(const Event& event, const policy::Zone& zone, const Add& add) {
    const std::optional<Instant> last = last_start(*event.repeats, zone);
    bool room = true;
    const bool any = event.repeats->walk(event.start, [&](std::chrono::local_seconds wall) {
      if (last && policy::instant(zone, wall) > *last) return false;
      return wall == event.start.wall || (room = add(wall));
    });
    if (!room) return too_many(event);
    if (any || event.start.wall >= kEndOnWalls) return std::nullopt;
    return of_event(event, "has a rule that comes true on no day before 2038");
  }

  /// A rule that ends with a day holds on it.
  static std::optional<Instant> last_start(const Rule& rule, const policy::Zone& zone) {
    if (!rule.until()) return std::nullopt;
    const auto& [wall, whole_day, utc, name] = *rule.until();
    if (whole_day) return policy::instant(zone, wall + std::chrono::days{1}) - policy::Span{1};
    return policy::instant(utc ? policy::Zone{} : zone, wall);
  }

  Wrong add_one(const Event& event, const Period& period, const std::set<Instant>& left_out) {
    Event one{.number = event.number, .summary = event.summary, .start = period.from};
    one.end = period.until;
    one.lasts = period.lasts;
    if (one.end || one.lasts) return add_series(one, left_out);
    const auto known = length(event);
    if (!known) return known.error();
    one.lasts = *known;
    if (const auto at = moment(one, one.start); !at) return at.error();
    return add_series(one, left_out);
  }

  /// How long each time of an event is: in days of its wall, or in real time.
  policy::Result<Length, std::string> length(const Event& event) {
    const auto from = moment(event, event.start);
    if (!from) return Refused{from.error()};
    if (event.lasts) return *event.lasts;
    const auto until = moment(event, *event.end);
    if (!until) return Refused{until.error()};
    if (event.end->wall <= event.start.wall && event.start.whole_day) return ends_early(event);
    if (event.start.whole_day) {
      return Length{.days =
                        std::chrono::floor<std::chrono::days>(event.end->wall - event.start.wall)};
    }
    if (*until <= *from) return ends_early(event);
    return Length{.exact = *until - *from};
  }

  static Refused<std::string> ends_early(const Event& event) {
    return Refused{of_event(event, "does not end after it begins")};
  }

  /// False when there are too many.
  bool keep(const Event& event, Instant from, Instant until) {
    if (++times_ > kMostTimes) return false;
    if (until <= from || until <= kFirst || from >= policy::kZonesEnd) return true;
    closed_.push_back(
        {.from = policy::local(home_, from), .until = end_on(home_, until), .why = event.summary});
    return true;
  }

  static std::string too_many(const Event& event) {
    return of_event(event, "makes more than " + std::to_string(kMostTimes) +
                               " times before 2038, with the events before it");
  }

  static constexpr std::chrono::local_seconds kEndOnWalls{policy::kZonesEnd.time_since_epoch()};

  const policy::Zone& home_;
  Places places_;
  std::vector<Closed>& closed_;
  std::size_t times_ = 0;
};

void order(std::vector<Closed>& closed) {
  const auto key = [](const Closed& one) { return std::tie(one.from, one.until, one.why); };
  std::ranges::sort(closed, {}, key);
  const auto same = [&](const Closed& one, const Closed& two) { return key(one) == key(two); };
  closed.erase(std::unique(closed.begin(), closed.end(), same), closed.end());
}

}  // namespace

policy::Result<std::vector<Closed>, std::string> holidays(std::string_view ics,
                                                          const policy::Zone& zone) {
  const auto texts = event_texts(ics);
  if (!texts) return Refused{texts.error()};
  std::vector<Event> events;
  std::size_t rules = 0;
  for (const EventText& text : *texts) {
    auto event = read_event(text);
    if (!event) return Refused{event.error()};
    if (event->repeats && ++rules > kMostRules) {
      return Refused{of_event(*event, "is the 1001st that repeats; 1000 are read")};
    }
    events.push_back(*std::move(event));
  }
  std::vector<Closed> closed;
  Times times{zone, closed};
  Replaced replaced;
  for (const Event& event : events) {
    if (!event.replaces) continue;
    const auto at = times.moment(event, *event.replaces);
    if (!at) return Refused{at.error()};
    replaced[event.uid].insert(*at);
  }
  for (const Event& event : events) {
    if (event.cancelled) continue;
    if (auto wrong = times.add(event, replaced)) return Refused{*std::move(wrong)};
  }
  order(closed);
  return closed;
}

}  // namespace relay::calendar
