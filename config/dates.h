#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "config/problem.h"
#include "config/yaml.h"
#include "policy/time.h"

/// Days and hours on somebody's wall, as values.h has durations and sizes.
namespace config {

/// "2026-12-18"; the years 2000 to 2037, as no time zone knows what comes later.
std::optional<std::chrono::local_days> date(Problems& problems, const Node* node);

/// "09:00", from 00:00 to 23:59; since midnight.
std::optional<policy::Span> time_of_day(Problems& problems, const Node* node);

/// "[mon, tue]" or "mon", each once.
std::vector<std::chrono::weekday> weekdays(Problems& problems, const Node* node);

}  // namespace config
