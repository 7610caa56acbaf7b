#include "policy/week.h"

#include <algorithm>

namespace policy {
namespace {

constexpr Span kWeek = std::chrono::days{7};
constexpr Span kSaturday = std::chrono::days{5};

Span begin(std::chrono::weekday day) {
  return std::chrono::days{day.iso_encoding() - 1};
}

/// What goes beyond Sunday goes on on Monday.
void add(Week& week, Span from, Span lasts) {
  if (lasts >= kWeek) {
    week.push_back({Span{0}, kWeek});
    return;
  }
  const Span until = from + lasts;
  week.push_back({from, std::min(until, kWeek)});
  if (until > kWeek) week.push_back({Span{0}, until - kWeek});
}

Week merged(Week week) {
  std::ranges::sort(week, {}, &Stretch::from);
  Week whole;
  for (const Stretch& stretch : week) {
    if (whole.empty() || stretch.from > whole.back().until) {
      whole.push_back(stretch);
    } else {
      whole.back().until = std::max(whole.back().until, stretch.until);
    }
  }
  return whole;
}

}  // namespace

Week week_of(const std::vector<Slot>& slots) {
  if (slots.empty()) return {{Span{0}, kWeek}};
  Week week;
  for (const Slot& slot : slots) {
    if (slot.days.empty()) {
      for (int day = 0; day < 7; ++day) add(week, std::chrono::days{day} + slot.at, slot.lasts);
    }
    for (const auto day : slot.days) add(week, begin(day) + slot.at, slot.lasts);
  }
  return merged(std::move(week));
}

Week weekend(Span of) {
  return {{std::max(kSaturday - of, Span{0}), kWeek}};
}

Week without(const Week& week, const Week& other) {
  Week rest;
  for (Stretch stretch : week) {
    for (const Stretch& cut : other) {
      if (cut.until <= stretch.from || cut.from >= stretch.until) continue;
      if (cut.from > stretch.from) rest.push_back({stretch.from, cut.from});
      stretch.from = std::min(cut.until, stretch.until);
    }
    if (stretch.from < stretch.until) rest.push_back(stretch);
  }
  return rest;
}

bool never_open(const Calendar& calendar) {
  if (!calendar.not_within || !calendar.not_within->before_weekend) return false;
  return without(week_of(calendar.open), weekend(calendar.not_within->of)).empty();
}

}  // namespace policy
