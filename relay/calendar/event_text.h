#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/result.h"

/// The lines and components of an iCalendar text (RFC 5545, 3.1 and 3.6), before any value is read.
namespace relay::calendar {

/// A content line, unfolded: NAME;PARAMETER=…:value
struct ContentLine {
  unsigned number = 0;  ///< Of its first line in the text, from 1.
  std::string name{};   ///< In capitals.
  std::string text{};   ///< All of it.
  std::size_t value_at = 0;

  std::string_view value() const { return std::string_view{text}.substr(value_at); }
};

/// A VEVENT's own lines, without those of its alarms.
struct EventText {
  unsigned number = 0;  ///< Of its BEGIN.
  std::vector<ContentLine> lines{};
};

/// The events of a text, or "line 3: what is wrong; what would be right". The text is whole: each
/// component that begins also ends, and there is an event.
policy::Result<std::vector<EventText>, std::string> event_texts(std::string_view ics);

/// Names and words of RFC 5545 are the same in small letters.
std::string capitals(std::string_view text);

/// "line 3: what"
std::string at_line(unsigned number, std::string_view what);

}  // namespace relay::calendar
