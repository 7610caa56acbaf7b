#pragma once

#include <vector>

#include "policy/calendar.h"

/// The hours of a calendar as they come round every week on its wall: without blackouts, and as if
/// no clock were ever changed. For what can be said of a calendar without asking a moment.
namespace policy {

/// Part of a week, since Monday 00:00.
struct Stretch {
  Span from{0};
  Span until{0};
  friend bool operator==(const Stretch&, const Stretch&) = default;
};
/// In order, apart from each other, within 7 days.
using Week = std::vector<Stretch>;

/// When one of the slots is open; the whole week when there are none.
Week week_of(const std::vector<Slot>& slots);
/// Saturday, Sunday and `of` before them.
Week weekend(Span of);
/// What is in `week` and not in `other`.
Week without(const Week& week, const Week& other);

/// Whether no week has a second in which the calendar is open.
bool never_open(const Calendar& calendar);

}  // namespace policy
