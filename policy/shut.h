#pragma once

#include <optional>
#include <string>

#include "policy/calendar.h"

/// What closes a calendar whatever its windows say. For calendar.cpp, and for who tells of it.
namespace policy {

struct Shut {
  Instant from{};
  Instant begins{};  ///< What it is about: at `from`, or later by what `not_within` keeps free.
  Instant until{};
  const Closed* blackout = nullptr;  ///< Nothing: a weekend. It is the calendar's.
};

/// How long before each blackout it is closed as well.
Span kept_free(const Calendar& calendar);
/// Of no length where the wall never shows it.
Shut shut_by(const Calendar& calendar, const Closed& closed);
/// The first weekend that is not over, where the calendar keeps weekends free.
std::optional<Shut> next_weekend(const Calendar& calendar, Instant at);
/// Why it is closed at that moment: "year-end freeze", "within 1d before a weekend".
std::string sentence(const Calendar& calendar, const Shut& shut, Instant at);

}  // namespace policy
