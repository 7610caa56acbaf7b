#include "relay/calendar/zone.h"

#include <date/tz.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace relay::calendar {
namespace {

using std::chrono::seconds;

date::sys_seconds moment(policy::Instant at) {
  return date::sys_seconds{seconds{policy::unix_seconds(at)}};
}

/// Not a place: what the machine itself is set to, and files beside the zones.
bool is_place(const std::string& name) {
  constexpr std::array kNot{"localtime", "posixrules", "Factory"};
  return std::ranges::find(kNot, name) == kNot.end() && !name.starts_with("posix/") &&
         !name.starts_with("right/");
}

const date::time_zone* find(std::string_view name) {
  const auto& zones = date::get_tzdb().zones;
  const auto found = std::ranges::find(zones, name, &date::time_zone::name);
  return found == zones.end() || !is_place(found->name()) ? nullptr : &*found;
}

policy::Zone load(const date::time_zone& source) {
  const date::sys_seconds end = moment(policy::kZonesEnd);
  auto info = source.get_info(date::sys_seconds{});
  policy::Zone zone{.name = source.name(), .offset = info.offset, .changes = {}};
  policy::Span offset = info.offset;
  while (info.end < end) {
    const auto at = policy::from_unix_seconds(info.end.time_since_epoch().count());
    info = source.get_info(info.end);
    if (info.offset == offset) continue;  // Only the abbreviation is another.
    offset = info.offset;
    zone.changes.push_back({at, offset});
  }
  return zone;
}

/// date does not read the rule that "slim" files end with; with them each zone would stand still
/// from the last change in its list, and windows would be off by an hour.
void require_years() {
  const auto reaches = [](const char* name) {
    const auto* const source = find(name);
    if (source == nullptr) return false;
    const auto changes = load(*source).changes;
    return !changes.empty() && changes.back().at > policy::kZonesEnd - std::chrono::days{366};
  };
  constexpr std::array kWithSummerTime{"America/New_York", "Europe/Berlin", "Australia/Sydney"};
  if (std::ranges::any_of(kWithSummerTime, reaches)) return;
  throw std::runtime_error{
      "the system's time zone database does not list changes to 2037; tzdata in its \"fat\" form "
      "does"};
}

}  // namespace

std::optional<policy::Zone> zone(std::string_view name) {
  static const bool complete = (require_years(), true);
  const auto* const source = complete ? find(name) : nullptr;
  return source == nullptr ? std::nullopt : std::optional{load(*source)};
}

std::vector<std::string> zone_names() {
  std::vector<std::string> names;
  for (const auto& source : date::get_tzdb().zones) {
    if (is_place(source.name())) names.push_back(source.name());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace relay::calendar
