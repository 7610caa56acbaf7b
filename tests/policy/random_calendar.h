#pragma once

#include <array>
#include <random>

#include "policy/calendar.h"
#include "tests/support/zones.h"

namespace tests {

constexpr int kCalendarWeeks = 3;

/// Sets its clocks at half past a Monday's first hour, back into Sunday, and forward over midnight.
inline policy::Zone monday_again() {
  using namespace std::chrono_literals;
  return {.name = "Nowhere",
          .offset = 0h,
          .changes = {{utc("2026-03-09T00:30:00Z"), -1h}, {utc("2026-06-01T00:30:00Z"), 0h}}};
}

/// A calendar and kCalendarWeeks to look at, drawn from a seed; all of it in whole minutes.
struct RandomCalendar {
  explicit RandomCalendar(unsigned seed) : random{seed} {
    const std::array zones{berlin(), new_york(),     lord_howe(),   kolkata(),
                           apia(),   policy::Zone{}, monday_again()};
    calendar.zone = zones[seed % zones.size()];
    const auto& changes = calendar.zone.changes;
    const auto near =
        changes.empty() ? utc("2026-03-01T00:00:00Z") : changes[below(changes.size())].at;
    begin = near - std::chrono::minutes{below(kMinutes)};
    for (auto count = below(4); count > 0; --count) calendar.open.push_back(slot());
    for (auto count = below(4); count > 0; --count) calendar.closed.push_back(closed());
    if (below(2) == 0) {
      calendar.not_within = {
          .of = quarters(2 * 96), .before_weekend = below(2) == 0, .before_closed = below(2) == 0};
    }
  }

  std::mt19937 random;
  policy::Calendar calendar{};
  policy::Instant begin{};

 private:
  static constexpr std::size_t kMinutes = kCalendarWeeks * 7 * 1'440;

  std::size_t below(std::size_t limit) { return random() % limit; }
  policy::Span quarters(std::size_t limit) {
    return std::chrono::minutes{15} * static_cast<int>(below(limit));
  }
  policy::Slot slot() {
    policy::Slot one{.at = quarters(96), .lasts = std::chrono::minutes{15}};
    one.lasts += quarters(below(3) == 0 ? 7 * 96 : 96);
    for (unsigned day = 0; day < 7; ++day) {
      if (below(2) == 0) one.days.emplace_back(day);
    }
    return one;
  }
  policy::Closed closed() {
    const auto from = std::chrono::floor<std::chrono::minutes>(policy::local(calendar.zone, begin) +
                                                               quarters(kMinutes / 15));
    return {.from = from, .until = from + quarters(3 * 96), .why = "w"};
  }
};

}  // namespace tests
