#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/mark.h"
#include "policy/time.h"
#include "policy/zone.h"

/// When a group may open or widen a release: windows, blackouts, holidays. A calendar is on the
/// wall of one place; days and hours are that place's own.
namespace policy {

/// A window: begins at `at` on each of `days`, and is open for `lasts` of real time, over midnight
/// and through changes of the clock. A begin in a gap moves to the first existing minute, one in an
/// overlap happens once, at its first. A day that a place left out whole (Apia 2011-12-30) has
/// none.
struct Slot {
  std::vector<std::chrono::weekday> days{};  ///< Empty: every day.
  Span at{0};                                ///< Since midnight, below 24 h.
  Span lasts{0};                             ///< Above 0, at most 7 days.
  Mark mark{};
};

/// A blackout: closed from `from` to before `until`, on that wall.
struct Closed {
  std::chrono::local_seconds from{};
  std::chrono::local_seconds until{};
  std::string why{};
  Mark mark{};
};

/// "Nothing within 24 h before a weekend": closed for `of` before each Saturday, and until it is
/// Monday; and, where asked, for `of` before each blackout.
struct NotWithin {
  Span of{0};
  bool before_weekend = false;
  bool before_closed = false;
  Mark mark{};
};

/// Whether and until when. Outside its zone's years (to the end of 2037) a calendar is closed.
struct Hours {
  bool open = false;
  std::optional<Instant> changes{};  ///< When `open` is next another; nothing: not within 400 days.
  std::string why{};                 ///< Why it is closed: "year-end freeze", "outside its hours".
};

struct Calendar {
  std::string name{};
  Zone zone{};
  std::vector<Slot> open{};  ///< Empty: always, but for what follows.
  std::vector<Closed> closed{};
  std::optional<NotWithin> not_within{};
  Mark mark{};

  /// The order of windows and of blackouts does not matter.
  Hours hours(Instant now) const;
};
using CalendarPtr = std::shared_ptr<const Calendar>;

}  // namespace policy
