#include "config/calendars.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using tests::APolicy;

namespace {

/// A stage waits for the calendar; it stands in line 14, and its settings in line 15.
APolicy with_calendar(const std::string& settings) {
  auto policy = tests::with_rule("window: work");
  policy.limits = "calendars:\n  work:\n    { " + settings + " }\n";
  return policy;
}

policy::Calendar good_calendar(const std::string& settings) {
  const auto policy = with_calendar(settings);
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  REQUIRE(reading.value->rules.calendars.size() == 1);
  return *reading.value->rules.calendars[0];
}

std::string wrong(const std::string& settings) {
  const auto policy = with_calendar(settings);
  CHECK_FALSE(policy.read().value);
  const auto shown = policy.problems();
  return shown.substr(0, shown.find('\n'));
}

}  // namespace

TEST_CASE("a calendar is read with its zone and windows", "[config][calendars]") {
  const auto calendar = good_calendar(
      "zone: Europe/Helsinki, open: [{ days: [mon, sun], at: \"09:00\", for: 7h }, { at: 22:30, "
      "for: 7d }]");
  CHECK(calendar.name == "work");
  CHECK(calendar.mark == policy::Mark{14});
  CHECK(calendar.zone.name == "Europe/Helsinki");
  CHECK(calendar.zone.offset == 2h);
  REQUIRE(calendar.open.size() == 2);
  CHECK(calendar.open[0].days == std::vector{std::chrono::Monday, std::chrono::Sunday});
  CHECK(calendar.open[0].at == 9h);
  CHECK(calendar.open[0].lasts == 7h);
  CHECK(calendar.open[0].mark == policy::Mark{15});
  CHECK(calendar.open[1].days.empty());
  CHECK(calendar.open[1].at == 22h + 30min);
  CHECK(calendar.open[1].lasts == 7 * 24h);
  CHECK(calendar.closed.empty());
  CHECK_FALSE(calendar.not_within);
}

TEST_CASE("a calendar needs a zone that is known", "[config][calendars]") {
  CHECK(wrong("open: []") == "policy.yaml:15:5: 'zone' of a calendar is missing");
  CHECK(with_calendar("zone: Europe/Helsinky").problems() ==
        "policy.yaml:15:13: there is no time zone 'Europe/Helsinky'; did you mean "
        "'Europe/Helsinki'?\n"
        " 15 |     { zone: Europe/Helsinky }\n"
        "                  ^\n");
  CHECK(wrong("zone: Mars") ==
        "policy.yaml:15:13: there is no time zone 'Mars'; known: Europe/Helsinki, UTC");
}

TEST_CASE("a window that is none is refused", "[config][calendars]") {
  const auto window = [](const std::string& settings) {
    return wrong("zone: UTC, open: [{ " + settings + " }]");
  };
  CHECK(window("days: [mon], at: 25:00, for: 7h") ==
        "policy.yaml:15:44: expected a time of day from 00:00 to 23:59, found '25:00'");
  CHECK(window("at: 09:00, for: 0s") ==
        "policy.yaml:15:43: expected a duration above 0s such as 90m, 12h or 3d, found '0s'");
  CHECK(window("at: 09:00, for: 169h") ==
        "policy.yaml:15:43: a window lasts at most 7d, and this one 7d 1h; leave 'open' out for a "
        "calendar that is always open");
  CHECK(window("days: [mon, mon], at: 09:00, for: 7h") ==
        "policy.yaml:15:39: day 'mon' stands twice in this list");
  CHECK(window("days: [], at: 09:00, for: 7h") ==
        "policy.yaml:15:33: an empty list is no day; leave 'days' out for every day");
  CHECK(window("days: monday, at: 09:00, for: 7h") ==
        "policy.yaml:15:33: expected mon, tue, wed, thu, fri, sat or sun, found 'monday'");
  CHECK(window("days: mon") == "policy.yaml:15:25: 'for' of a window is missing");
  CHECK(wrong("zone: UTC, open: []") ==
        "policy.yaml:15:24: a calendar without a window is never open; leave 'open' out for "
        "always");
}

TEST_CASE("a blackout takes in its last day", "[config][calendars]") {
  const auto calendar = good_calendar(
      "zone: UTC, closed: [{ from: 2026-12-18, to: 2027-01-06, why: year-end freeze }, { from: "
      "2026-05-01, to: 2026-05-01 }]");
  REQUIRE(calendar.closed.size() == 2);
  const std::chrono::local_days first{std::chrono::year{2026} / 12 / 18};
  CHECK(calendar.closed[0].from == first);
  CHECK(calendar.closed[0].until == first + std::chrono::days{20});
  CHECK(calendar.closed[0].why == "year-end freeze");
  CHECK(calendar.closed[0].mark == policy::Mark{15});
  CHECK(calendar.closed[1].until - calendar.closed[1].from == 24h);
}

TEST_CASE("a blackout that ends before it begins is refused", "[config][calendars]") {
  CHECK(wrong("zone: UTC, closed: [{ from: 2026-12-18, to: 2026-12-17 }]") ==
        "policy.yaml:15:51: a blackout ends on the day that it begins or later");
  CHECK(wrong("zone: UTC, closed: [{ from: 2026-12-18 }]") ==
        "policy.yaml:15:27: 'to' of a blackout is missing");
  CHECK(wrong("zone: UTC, closed: [{ from: 2026-12-18, to: 2038-01-01 }]") ==
        "policy.yaml:15:51: expected a date in the years 2000 to 2037, found '2038-01-01'");
}

TEST_CASE("a blackout of more than a year is warned of", "[config][calendars]") {
  CHECK(with_calendar("zone: UTC, closed: [{ from: 2026-12-18, to: 2027-12-18 }]")
            .problems()
            .empty());
  const auto longer = with_calendar("zone: UTC, closed: [{ from: 2026-12-18, to: 2027-12-19 }]");
  CHECK(longer.problems().starts_with(
      "policy.yaml:15:51: warning: this blackout lasts 367d; is that the right year?\n"));
  CHECK(longer.read().value);
}

TEST_CASE("holidays come from a file beside the policy", "[config][calendars]") {
  const auto calendar = good_calendar("zone: UTC, closed: [{ ics: holidays.ics }]");
  REQUIRE(calendar.closed.size() == 1);
  CHECK(calendar.closed[0].why == "Independence Day");
  CHECK(calendar.closed[0].mark == policy::Mark{15});
  CHECK(wrong("zone: UTC, closed: [{ ics: broken.ics }]") ==
        "policy.yaml:15:34: 'broken.ics' cannot be used: line 3: no END:VEVENT");
  CHECK(with_calendar("zone: UTC, closed: [{ ics: none.ics }]")
            .problems()
            .starts_with("policy.yaml:15:34: warning: 'none.ics' closes no day\n"));
  CHECK(wrong("zone: UTC, closed: [{ ics: holidays.ics, from: 2026-12-18 }]") ==
        "policy.yaml:15:29: a blackout is an 'ics' file or has dates, not both");
}

TEST_CASE("a file of holidays is not asked for in a zone that nobody knows",
          "[config][calendars]") {
  const auto policy = with_calendar("zone: Mars, closed: [{ ics: broken.ics }]");
  CHECK(policy.read().problems.size() == 1);
}

TEST_CASE("a calendar keeps a distance to weekends and blackouts", "[config][calendars]") {
  const auto both = good_calendar(
      "zone: UTC, closed: [{ from: 2026-12-18, to: 2027-01-06 }], not_within: { before: [weekend, "
      "closed], of: 24h }");
  REQUIRE(both.not_within);
  CHECK(both.not_within->of == 24h);
  CHECK(both.not_within->before_weekend);
  CHECK(both.not_within->before_closed);
  CHECK(both.not_within->mark == policy::Mark{15});
  const auto one = good_calendar("zone: UTC, not_within: { before: weekend, of: 1s }");
  CHECK(one.not_within->before_weekend);
  CHECK_FALSE(one.not_within->before_closed);
  CHECK(wrong("zone: UTC, not_within: { before: [], of: 1h }") ==
        "policy.yaml:15:40: an empty list is before nothing; say weekend, closed or both");
  CHECK(wrong("zone: UTC, not_within: { before: weekends, of: 0s }") ==
        "policy.yaml:15:40: expected weekend or closed, found 'weekends'; did you mean 'weekend'?");
}

TEST_CASE("a distance to blackouts where there are none is warned of", "[config][calendars]") {
  CHECK(with_calendar("zone: UTC, not_within: { before: closed, of: 24h }")
            .problems()
            .starts_with("policy.yaml:15:18: warning: nothing is 'closed' in calendar 'work', so "
                         "nothing is before it\n"));
}

TEST_CASE("a calendar that is never open is refused", "[config][calendars]") {
  CHECK(wrong("zone: UTC, open: [{ days: [fri, sat], at: 00:00, for: 1d }], not_within: { before: "
              "weekend, of: 24h }") ==
        "policy.yaml:15:68: calendar 'work' is never open: all of its windows are within 1d before "
        "a weekend, or in it");
  CHECK(with_calendar("zone: UTC, open: [{ days: [fri, sat], at: 00:00, for: 1d }], not_within: { "
                      "before: weekend, of: 86399s }")
            .problems()
            .empty());
}

TEST_CASE("calendars have names of their own", "[config][calendars]") {
  CHECK(APolicy{.limits = "calendars: []\n"}.problems().starts_with(
      "policy.yaml:10:12: expected calendars by name, found a list\n"));
  CHECK(APolicy{.limits = "calendars:\n  a: { zone: UTC }\n  a: { zone: UTC }\n"}.problems().find(
            "policy.yaml:12:3: calendar 'a' is there twice; it is already in line 11\n") !=
        std::string::npos);
  CHECK(APolicy{.limits = "calendars: { A: { zone: UTC } }\n"}.problems().starts_with(
      "policy.yaml:10:14: 'A' cannot be the name of a calendar; a name is 1 to 64 of"));
}
