#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "policy/time.h"
#include "relay/calendar/event_text.h"

/// The values of iCalendar's lines, read by libical one line at a time, so that what it refuses has
/// a line number. Each refusal is a whole sentence with the line.
namespace relay::calendar {

/// A date or a time as it is written; where, is for others to find.
struct When {
  std::chrono::local_seconds wall{};
  bool whole_day = false;
  bool utc = false;
  std::string zone{};  ///< TZID; empty: on the wall of whoever reads it, unless it is UTC.
};

/// A DURATION: days are the wall's, the rest is real time. Above zero.
struct Length {
  std::chrono::days days{0};
  policy::Span exact{0};
};

/// One value of RDATE: a start, and for a PERIOD an end of its own.
struct Period {
  When from{};
  std::optional<When> until{};
  std::optional<Length> lasts{};
};

/// DTSTART, DTEND, RECURRENCE-ID: one. EXDATE: one or several. Years 1900 to 2199.
policy::Result<std::vector<When>, std::string> times(const ContentLine& line);
policy::Result<std::vector<Period>, std::string> periods(const ContentLine& line);
policy::Result<Length, std::string> length(const ContentLine& line);
/// A text without its escapes.
policy::Result<std::string, std::string> text(const ContentLine& line);

/// An RRULE. Daily or rarer, in the Gregorian calendar.
class Rule {
 public:
  static policy::Result<Rule, std::string> read(const ContentLine& line);
  Rule(Rule&& other) noexcept;
  ~Rule();

  /// The last start may be at this time; not looked at by walk().
  const std::optional<When>& until() const { return until_; }
  /// The starts that follow from a first one, in order, to the end of 2037 or until `take` says no.
  /// False when there is none at all.
  bool walk(const When& first, const std::function<bool(std::chrono::local_seconds)>& take) const;

 private:
  struct Parsed;
  explicit Rule(std::unique_ptr<Parsed> parsed);

  std::unique_ptr<Parsed> parsed_;
  std::optional<When> until_{};
};

}  // namespace relay::calendar
