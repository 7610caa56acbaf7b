#include "relay/admin/calendars.h"

#include <algorithm>
#include <map>
#include <utility>

#include "policy/windows.h"
#include "relay/admin/answers.h"
#include "relay/rollout/rule_book.h"

namespace relay::admin {
namespace {

using json::Value;

constexpr std::int64_t kDaysTold = 14;
constexpr std::int64_t kMostDaysTold = 92;
constexpr std::size_t kMostWindows = 1'000;

/// Whom a calendar governs, in the policy's order.
struct Governed {
  std::vector<policy::GroupId> groups{};
  std::vector<policy::FeedId> feeds{};
};
using GovernedBy = std::map<std::string, Governed>;

template <class Name>
void add_once(std::vector<Name>& names, const Name& name) {
  if (std::ranges::find(names, name) == names.end()) names.push_back(name);
}

template <class Name>
Value texts_of(const std::vector<Name>& names) {
  Value::List list;
  for (const Name& name : names) list.emplace_back(name.text());
  return list;
}

GovernedBy governed_by(const rollout::Revision& revision) {
  GovernedBy found;
  for (const policy::FeedRules& feed : revision.document.feeds) {
    const auto book = rollout::rules_of(revision, feed);
    for (const auto& [group, rules] : *book) {
      if (!rules || !rules->stage.window) continue;
      Governed& governed = found[rules->stage.window->name];
      add_once(governed.groups, group);
      add_once(governed.feeds, feed.id);
    }
  }
  return found;
}

const char* kind_of(policy::Closing::Kind kind) {
  switch (kind) {
    case policy::Closing::Kind::Blackout:
      return "blackout";
    case policy::Closing::Kind::Weekend:
      return "weekend";
    case policy::Closing::Kind::Before:
      break;
  }
  return "before";
}

Value describe_windows(const policy::Windows& windows) {
  Value::List list;
  for (const policy::Window& one : windows.list) {
    list.push_back(Value::Record{{"from", one.from}, {"until", one.until}});
  }
  return list;
}

Value describe_closings(const policy::Closings& closings) {
  Value::List list;
  for (const policy::Closing& one : closings.list) {
    list.push_back(Value::Record{{"from", one.from},
                                 {"until", one.until},
                                 {"kind", kind_of(one.kind)},
                                 {"why", one.why},
                                 {"line", line_or_null(one.mark)}});
  }
  return list;
}

/// Where the day of that moment began on the calendar's wall.
policy::Instant begin_of_day(const policy::Zone& zone, policy::Instant at) {
  return policy::instant(zone, std::chrono::floor<std::chrono::days>(policy::local(zone, at)));
}

Value describe_calendar(const policy::Calendar& calendar, const policy::Between& asked,
                        const Governed& governed) {
  const policy::Hours hours = calendar.hours(asked.from);
  policy::Between told = asked;
  told.from = begin_of_day(calendar.zone, asked.from);
  const auto windows = policy::windows(calendar, told);
  const auto closings = policy::closings(calendar, told);
  return Value::Record{{"name", calendar.name},
                       {"zone", calendar.zone.name},
                       {"line", line_or_null(calendar.mark)},
                       {"from", told.from},
                       {"open", hours.open},
                       {"changes", hours.changes},
                       {"why", text_or_null(hours.why)},
                       {"windows", describe_windows(windows)},
                       {"closed", describe_closings(closings)},
                       {"cut", windows.cut || closings.cut},
                       {"groups", texts_of(governed.groups)},
                       {"feeds", texts_of(governed.feeds)}};
}

}  // namespace

http::Response get_calendars(const Parts&, const Call& call) {
  const auto days = number_named(call.request, "days");
  if (!days) return days.error();
  if (days->value_or(0) > kMostDaysTold) {
    return bad_request("bad-days", "calendars are told at most 92 days ahead");
  }
  const policy::Instant now = call.request.now;
  const policy::Between asked{now, now + std::chrono::days{days->value_or(kDaysTold)},
                              kMostWindows};
  GovernedBy governed = governed_by(call.revision);
  Value::List calendars;
  for (const policy::CalendarPtr& calendar : call.revision.document.calendars) {
    calendars.push_back(describe_calendar(*calendar, asked, governed[calendar->name]));
  }
  return ok(
      Value::Record{{"now", now}, {"until", asked.until}, {"calendars", std::move(calendars)}});
}

}  // namespace relay::admin
