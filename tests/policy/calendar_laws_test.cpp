#include <algorithm>
#include <catch2/catch.hpp>

#include "policy/calendar.h"
#include "tests/policy/random_calendar.h"

// hours() reasons about intervals; this file walks the wall minute by minute instead, and both must
// say the same.

using namespace std::chrono_literals;
using policy::Calendar;
using policy::Instant;
using std::chrono::days;
using std::chrono::local_seconds;

namespace {

constexpr unsigned kDraws = 42;
constexpr std::size_t kMinutes = tests::kCalendarWeeks * 7 * 1'440;
constexpr policy::Span kLength = tests::kCalendarWeeks * 7 * 24h;
constexpr policy::Span kBefore = 10 * 24h;  // What is open or closed may have begun so long before.

using Draw = tests::RandomCalendar;

/// What a wall has shown at most, minute by minute; where it was set back, it stands still.
std::vector<local_seconds> seen(const Draw& draw, policy::Span length) {
  std::vector<local_seconds> most;
  for (Instant at = draw.begin - kBefore; at < draw.begin + length; at += 1min) {
    const auto wall = policy::local(draw.calendar.zone, at);
    most.push_back(most.empty() ? wall : std::max(most.back(), wall));
  }
  return most;
}

/// Whether the calendar is open, minute by minute, from `begin` on.
class Walk {
 public:
  explicit Walk(const Draw& draw)
      : calendar_{draw.calendar},
        most_{seen(draw, kLength + 3 * 24h)},
        open_(most_.size(), calendar_.open.empty()) {
    for (const auto& slot : calendar_.open) open(slot);
    const auto& rule = calendar_.not_within;
    const auto kept = [&](bool asked) { return rule && asked ? rule->of : policy::Span{0}; };
    for (const auto& one : calendar_.closed) {
      close(one.from, one.until, kept(rule && rule->before_closed));
    }
    if (rule && rule->before_weekend) {
      auto saturday = std::chrono::floor<days>(most_.front()) - days{7};
      while (std::chrono::weekday{saturday} != std::chrono::Saturday) saturday += days{1};
      for (; saturday <= most_.back(); saturday += days{7}) {
        close(saturday, saturday + days{2}, rule->of);
      }
    }
  }

  bool operator()(std::size_t minute) const { return open_[minute + offset()]; }

 private:
  static std::size_t offset() { return static_cast<std::size_t>(kBefore / 1min); }
  std::size_t first(local_seconds wall) const {
    return static_cast<std::size_t>(std::ranges::lower_bound(most_, wall) - most_.begin());
  }
  void open(const policy::Slot& slot) {
    const auto end = std::chrono::floor<days>(most_.back());
    for (auto day = std::chrono::floor<days>(most_.front()) + days{1}; day <= end; day += days{1}) {
      const bool named =
          slot.days.empty() || std::ranges::count(slot.days, std::chrono::weekday{day}) > 0;
      if (!named || std::chrono::floor<days>(most_[first(day)]) != day) continue;
      const auto from = first(day + slot.at);
      const auto until = from + static_cast<std::size_t>(slot.lasts / 1min);
      for (auto at = from; at < std::min(until, open_.size()); ++at) open_[at] = true;
    }
  }
  void close(local_seconds from, local_seconds until, policy::Span kept) {
    const auto begin = first(from), end = first(until);
    if (end <= begin) return;
    const auto lead = std::min(begin, static_cast<std::size_t>(kept / 1min));
    for (auto at = begin - lead; at < end; ++at) open_[at] = false;
  }

  const Calendar& calendar_;
  std::vector<local_seconds> most_;
  std::vector<bool> open_;
};

}  // namespace

TEST_CASE("a calendar is open and changes as a walk through its minutes says",
          "[policy][calendar][property]") {
  const auto seed = GENERATE(range(0U, kDraws));
  CAPTURE(seed);
  const Draw draw{seed};
  const Walk open{draw};
  // Backwards, to know the next change of each minute.
  std::optional<Instant> changes;
  for (std::size_t minute = kMinutes; minute-- > 0;) {
    const Instant at = draw.begin + std::chrono::minutes{minute};
    if (open(minute) != open(minute + 1)) changes = at + 1min;
    const bool beside_a_change =
        changes == at + 1min || (minute > 0 && open(minute - 1) != open(minute));
    if (minute % 61 != 0 && !beside_a_change) continue;
    const auto hours = draw.calendar.hours(at);
    CAPTURE(policy::rfc3339(at), draw.calendar.zone.name);
    REQUIRE(hours.open == open(minute));
    REQUIRE(hours.why.empty() == hours.open);
    if (changes) REQUIRE(hours.changes == changes);
    if (!changes && hours.changes) REQUIRE(*hours.changes > draw.begin + kLength);
  }
}

TEST_CASE("the order of windows and blackouts does not matter", "[policy][calendar][property]") {
  const auto seed = GENERATE(range(0U, kDraws));
  CAPTURE(seed);
  Draw draw{seed};
  Calendar other = draw.calendar;
  std::ranges::shuffle(other.open, draw.random);
  std::ranges::shuffle(other.closed, draw.random);
  for (auto& slot : other.open) std::ranges::reverse(slot.days);
  for (auto at = draw.begin; at < draw.begin + kLength; at += 5h) {
    const auto one = draw.calendar.hours(at), two = other.hours(at);
    REQUIRE(one.open == two.open);
    REQUIRE(one.changes == two.changes);
    REQUIRE(one.why == two.why);
  }
}
