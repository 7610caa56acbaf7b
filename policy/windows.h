#pragma once

#include <cstddef>
#include <vector>

#include "policy/calendar.h"

/// What a calendar does between two moments, for people.
namespace policy {

/// From the one to before the other; told are the first `most` entries.
struct Between {
  Instant from{};
  Instant until{};
  std::size_t most = 1'000;
};

/// A time in which a calendar is open.
struct Window {
  Instant from{};
  Instant until{};
  friend bool operator==(const Window&, const Window&) = default;
};
struct Windows {
  std::vector<Window> list{};  ///< In order, apart from each other.
  bool cut = false;            ///< There are more.
};
/// As Calendar::hours() says it for every moment, and no longer than asked for.
Windows windows(const Calendar& calendar, const Between& asked);

/// A time in which it is closed whatever its windows are.
struct Closing {
  enum class Kind { Blackout, Weekend, Before };  ///< Before: kept free before one of the others.

  Instant from{};
  Instant until{};
  Kind kind = Kind::Blackout;
  std::string why{};
  Mark mark{};  ///< Of the blackout, or of what keeps free.
};
struct Closings {
  std::vector<Closing> list{};  ///< By their begin. They may overlap.
  bool cut = false;
};
/// Those that are not over at the begin and begin before the end, each as long as it is.
Closings closings(const Calendar& calendar, const Between& asked);

}  // namespace policy
