#include "config/calendars.h"

#include <map>
#include <utility>

#include "config/blackouts.h"
#include "config/dates.h"
#include "config/fields.h"
#include "config/guess.h"
#include "config/values.h"
#include "policy/id.h"
#include "policy/week.h"

namespace config {
namespace {

constexpr policy::Span kLongestSlot = std::chrono::days{7};
using CalendarName = policy::Id<struct CalendarKind>;

std::optional<policy::Zone> read_zone(Problems& problems, const Node* node,
                                      const Outside& outside) {
  const auto written = text(problems, node, "a time zone such as Europe/Helsinki");
  if (!written) return std::nullopt;
  auto zone = outside.zone(*written);
  if (!zone) {
    const auto meant = guess(*written, outside.zone_names());
    problems.add(node->at, "there is no time zone '" + *written + "'",
                 meant.empty() ? "zones are named like Europe/Helsinki" : meant);
  }
  return zone;
}

std::optional<policy::Slot> read_slot(Problems& problems, const Node& node) {
  const Fields fields{problems, node, {"a window", {"days", "at", "for"}}};
  const unsigned before = problems.errors();
  policy::Slot slot{.mark = {node.at.line}};
  slot.days = weekdays(problems, fields.get("days"));
  const Node* const lasts = fields.need("for");
  slot.at = time_of_day(problems, fields.need("at")).value_or(slot.at);
  slot.lasts = lasting(problems, lasts).value_or(slot.lasts);
  if (slot.lasts > kLongestSlot) {
    problems.add(lasts->at, "a window lasts at most 7d, and this one " + policy::show(slot.lasts) +
                                "; leave 'open' out for a calendar that is always open");
  }
  return problems.errors() == before ? std::optional{slot} : std::nullopt;
}

std::vector<policy::Slot> read_open(Problems& problems, const Node* node) {
  std::vector<policy::Slot> slots;
  const char* const expected = "a list such as [{ days: [mon, tue], at: \"09:00\", for: 7h }]";
  for (const Node* const item : items(problems, node, expected)) {
    if (const auto slot = read_slot(problems, *item)) slots.push_back(*slot);
  }
  if (node != nullptr && node->kind == Node::Kind::List && node->items.empty()) {
    problems.add(node->at,
                 "a calendar without a window is never open; leave 'open' out for always");
  }
  return slots;
}

void check_hangs_together(Problems& problems, const Fields& fields,
                          const policy::Calendar& calendar) {
  const auto& not_within = calendar.not_within;
  if (!not_within) return;
  if (policy::never_open(calendar)) {
    problems.add(fields.at("not_within"),
                 "calendar '" + calendar.name + "' is never open: all of its windows are within " +
                     policy::show(not_within->of) + " before a weekend, or in it");
  }
  if (not_within->before_closed && calendar.closed.empty()) {
    problems.warn(fields.at("not_within"), "nothing is 'closed' in calendar '" + calendar.name +
                                               "', so nothing is before it");
  }
}

policy::Calendar read_calendar(Problems& problems, const Entry& entry, const Outside& outside) {
  const Fields fields{
      problems, entry.value, {"a calendar", {"zone", "open", "closed", "not_within"}}};
  const unsigned before = problems.errors();
  policy::Calendar calendar{.name = entry.key, .mark = {entry.at.line}};
  const auto zone = read_zone(problems, fields.need("zone"), outside);
  if (zone) calendar.zone = *zone;
  calendar.open = read_open(problems, fields.get("open"));
  calendar.closed = read_blackouts(problems, fields.get("closed"), zone, outside);
  calendar.not_within =
      read_not_within(problems, fields.get("not_within"), fields.at("not_within"));
  if (problems.errors() == before) check_hangs_together(problems, fields, calendar);
  return calendar;
}

}  // namespace

std::vector<policy::CalendarPtr> read_calendars(Problems& problems, const Node* node,
                                                const Outside& outside) {
  std::vector<policy::CalendarPtr> calendars;
  if (node == nullptr) return calendars;
  if (node->kind != Node::Kind::Map) {
    add_unexpected(problems, *node, "calendars by name");
    return calendars;
  }
  std::map<std::string_view, unsigned> seen;
  for (const Entry& entry : node->entries) {
    const unsigned before = problems.errors();
    const auto [first, fresh] = seen.try_emplace(entry.key, entry.at.line);
    if (!fresh) {
      problems.add(entry.at, "calendar '" + entry.key + "' is there twice; it is already in line " +
                                 std::to_string(first->second));
      continue;
    }
    if (!CalendarName::parse(entry.key)) {
      problems.add(entry.at, "'" + entry.key + "' cannot be the name of a calendar",
                   std::string{"a name is "} + CalendarName::kShape);
    }
    auto calendar = read_calendar(problems, entry, outside);
    if (problems.errors() != before) continue;
    calendars.push_back(std::make_shared<const policy::Calendar>(std::move(calendar)));
  }
  return calendars;
}

}  // namespace config
