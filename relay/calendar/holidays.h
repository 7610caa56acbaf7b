#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "policy/calendar.h"
#include "policy/result.h"

namespace relay::calendar {

/// The events of an iCalendar file (RFC 5545) as blackouts on the wall of `zone`, in order of time,
/// each with its summary as the reason: days, and times of a zone, of UTC or of that wall; with
/// rules of repetition (daily or rarer) to the end of 2037, dates that are added or left out, and
/// single times that were moved. Cancelled events are left out.
///
/// Bounded: 4 MiB, 20,000 times, 1,000 rules. Refused whole, with the line, what is wrong and what
/// would be right, when anything that says when an event is cannot be read, or there is no event: a
/// file that is not understood is never "no holidays". Throws as zone() does.
policy::Result<std::vector<policy::Closed>, std::string> holidays(std::string_view ics,
                                                                  const policy::Zone& zone);

}  // namespace relay::calendar
