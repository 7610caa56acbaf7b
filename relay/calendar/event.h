#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "relay/calendar/event_text.h"
#include "relay/calendar/ical.h"

namespace relay::calendar {

/// A VEVENT, as far as it says when something is and what it is called. All its times are days, or
/// none is.
struct Event {
  unsigned number = 0;  ///< Of its first line.
  std::string uid{};
  std::string summary{};
  bool cancelled = false;
  When start{};
  std::optional<When> end{};      ///< Either this,
  std::optional<Length> lasts{};  ///< or this.
  std::optional<Rule> repeats{};
  std::vector<Period> also{};
  std::vector<When> left_out{};
  std::optional<When> replaces{};  ///< It stands in for this one of its uid's series.
};

/// Refuses, with the line, what leaves open when the event is, or says it twice.
policy::Result<Event, std::string> read_event(const EventText& text);

/// "line 3: the event 'Midsummer' what"
std::string of_event(const Event& event, const std::string& what);

}  // namespace relay::calendar
