#include "policy/calendar.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/zones.h"

using namespace std::chrono_literals;
using policy::Calendar;
using policy::Closed;
using policy::Slot;
using std::chrono::Friday;
using std::chrono::Monday;
using std::chrono::Saturday;
using std::chrono::Sunday;
using std::chrono::Thursday;
using std::chrono::Tuesday;
using std::chrono::Wednesday;
using tests::utc;
using tests::wall;

namespace {

constexpr policy::Span kDay = 24h;

Slot slot(std::vector<std::chrono::weekday> days, policy::Span at, policy::Span lasts) {
  return {.days = std::move(days), .at = at, .lasts = lasts};
}

Closed closed(const std::string& from, const std::string& until, std::string why) {
  return {.from = wall(from), .until = wall(until), .why = std::move(why)};
}

Calendar in(policy::Zone zone, std::vector<Slot> open) {
  return {.name = "c", .zone = std::move(zone), .open = std::move(open)};
}

/// "open until 2026-…Z", "closed until 2026-…Z: year-end freeze".
std::string hours(const Calendar& calendar, const std::string& at) {
  const auto found = calendar.hours(utc(at));
  const std::string until = found.changes ? " until " + policy::rfc3339(*found.changes) : "";
  return (found.open ? "open" : "closed") + until + (found.open ? "" : ": " + found.why);
}

const std::vector<std::chrono::weekday> kWorkdays{Monday, Tuesday, Wednesday, Thursday};

}  // namespace

TEST_CASE("a window is open from its begin to before its end", "[policy][calendar]") {
  const auto calendar = in(tests::berlin(), {slot(kWorkdays, 9h, 7h)});
  // 2026-03-05 is a Thursday; Berlin is an hour ahead.
  CHECK(hours(calendar, "2026-03-05T07:59:59Z") ==
        "closed until 2026-03-05T08:00:00Z: outside its hours");
  CHECK(hours(calendar, "2026-03-05T08:00:00Z") == "open until 2026-03-05T15:00:00Z");
  CHECK(hours(calendar, "2026-03-05T14:59:59Z") == "open until 2026-03-05T15:00:00Z");
  CHECK(hours(calendar, "2026-03-05T15:00:00Z") ==
        "closed until 2026-03-09T08:00:00Z: outside its hours");
  CHECK(hours(calendar, "2026-03-06T10:00:00Z") ==
        "closed until 2026-03-09T08:00:00Z: outside its hours");
}

TEST_CASE("a calendar without windows is open but for its blackouts", "[policy][calendar]") {
  Calendar calendar{.zone = tests::kolkata()};
  CHECK(hours(calendar, "2026-03-05T00:00:00Z") == "open");
  calendar.closed = {closed("2026-12-18T00:00:00", "2027-01-06T00:00:00", "year-end freeze")};
  CHECK(hours(calendar, "2026-12-17T18:29:59Z") == "open until 2026-12-17T18:30:00Z");
  CHECK(hours(calendar, "2026-12-17T18:30:00Z") ==
        "closed until 2027-01-05T18:30:00Z: year-end freeze");
  CHECK(hours(calendar, "2027-01-05T18:30:00Z") == "open");
  calendar.closed[0].why.clear();
  CHECK(hours(calendar, "2026-12-20T00:00:00Z") == "closed until 2027-01-05T18:30:00Z: a blackout");
}

TEST_CASE("a window goes on over midnight and over the weekend", "[policy][calendar]") {
  const auto calendar = in(tests::berlin(), {slot({Sunday}, 22h, 8h)});
  CHECK(hours(calendar, "2026-03-08T20:59:00Z") ==
        "closed until 2026-03-08T21:00:00Z: outside its hours");
  CHECK(hours(calendar, "2026-03-08T23:30:00Z") == "open until 2026-03-09T05:00:00Z");
  CHECK(hours(calendar, "2026-03-09T05:00:00Z") ==
        "closed until 2026-03-15T21:00:00Z: outside its hours");
}

TEST_CASE("a window of seven days meets its next begin", "[policy][calendar]") {
  auto calendar = in(tests::kolkata(), {slot({Sunday}, 22h, 7 * kDay)});
  CHECK(hours(calendar, "2026-03-08T20:59:00Z") == "open");
  calendar.open[0].lasts -= 1s;
  CHECK(hours(calendar, "2026-03-15T16:29:58Z") == "open until 2026-03-15T16:29:59Z");
  CHECK(hours(calendar, "2026-03-15T16:29:59Z") ==
        "closed until 2026-03-15T16:30:00Z: outside its hours");
}

TEST_CASE("windows that overlap or touch are one", "[policy][calendar]") {
  auto calendar = in(tests::kolkata(), {slot({Monday}, 9h, 2h), slot({Monday}, 10h, 3h),
                                        slot({Monday}, 13h, 1h), slot({Monday}, 15h, 1h)});
  CHECK(hours(calendar, "2026-03-09T03:30:00Z") == "open until 2026-03-09T08:30:00Z");
  std::ranges::reverse(calendar.open);
  CHECK(hours(calendar, "2026-03-09T03:30:00Z") == "open until 2026-03-09T08:30:00Z");
}

TEST_CASE("a window in a gap begins with the first existing minute and lasts as long",
          "[policy][calendar][dst]") {
  const auto berlin = in(tests::berlin(), {slot({Sunday}, 2h + 30min, 1h)});
  CHECK(hours(berlin, "2026-03-29T00:59:59Z") ==
        "closed until 2026-03-29T01:00:00Z: outside its hours");
  CHECK(hours(berlin, "2026-03-29T01:00:00Z") == "open until 2026-03-29T02:00:00Z");
  const auto howe = in(tests::lord_howe(), {slot({Sunday}, 2h + 15min, 1h)});
  CHECK(hours(howe, "2026-10-03T15:29:59Z") ==
        "closed until 2026-10-03T15:30:00Z: outside its hours");
  CHECK(hours(howe, "2026-10-03T15:30:00Z") == "open until 2026-10-03T16:30:00Z");
}

TEST_CASE("a window in an overlap happens once at its first", "[policy][calendar][dst]") {
  const auto york = in(tests::new_york(), {slot({Sunday}, 1h + 30min, 15min)});
  CHECK(hours(york, "2026-11-01T05:30:00Z") == "open until 2026-11-01T05:45:00Z");
  CHECK(hours(york, "2026-11-01T05:45:00Z") ==
        "closed until 2026-11-08T06:30:00Z: outside its hours");
  // The wall shows 01:30 again.
  CHECK(hours(york, "2026-11-01T06:30:00Z") ==
        "closed until 2026-11-08T06:30:00Z: outside its hours");
}

TEST_CASE("a window lasts real time through a change of the clock", "[policy][calendar][dst]") {
  const auto calendar = in(tests::berlin(), {slot({Saturday}, 22h, 8h)});
  CHECK(hours(calendar, "2026-03-28T21:00:00Z") == "open until 2026-03-29T05:00:00Z");
  CHECK(hours(calendar, "2026-10-24T20:00:00Z") == "open until 2026-10-25T04:00:00Z");
}

TEST_CASE("a window of every day leaves out the hour that a long day has more",
          "[policy][calendar][dst]") {
  const auto calendar = in(tests::berlin(), {slot({}, 0h, kDay)});
  CHECK(hours(calendar, "2026-05-01T00:00:00Z") == "open until 2026-10-25T22:00:00Z");
  CHECK(hours(calendar, "2026-10-25T22:00:00Z") ==
        "closed until 2026-10-25T23:00:00Z: outside its hours");
  CHECK(hours(calendar, "2026-10-25T23:00:00Z") == "open");
}

TEST_CASE("a day that does not exist has no window", "[policy][calendar][dst]") {
  const auto friday = in(tests::apia(), {slot({Friday}, 9h, 7h)});
  CHECK(hours(friday, "2011-12-29T23:00:00Z") ==
        "closed until 2012-01-05T19:00:00Z: outside its hours");
  CHECK(hours(friday, "2011-12-30T10:00:00Z") ==
        "closed until 2012-01-05T19:00:00Z: outside its hours");
  const auto daily = in(tests::apia(), {slot({}, 9h, 1h)});
  CHECK(hours(daily, "2011-12-29T20:00:00Z") ==
        "closed until 2011-12-30T19:00:00Z: outside its hours");
  // Thursday's goes on into Saturday.
  const auto thursday = in(tests::apia(), {slot({Thursday}, 22h, 5h)});
  CHECK(hours(thursday, "2011-12-30T09:00:00Z") == "open until 2011-12-30T13:00:00Z");
  const auto a_week = in(tests::apia(), {slot({Friday}, 9h, 7 * kDay)});
  CHECK(hours(a_week, "2011-12-30T18:59:59Z") == "open until 2011-12-30T19:00:00Z");
}

TEST_CASE("a blackout is on the wall of its place", "[policy][calendar][dst]") {
  Calendar calendar{.zone = tests::berlin()};
  calendar.closed = {closed("2026-03-29T02:30:00", "2026-10-25T02:30:00", "summer")};
  CHECK(hours(calendar, "2026-03-29T00:59:59Z") == "open until 2026-03-29T01:00:00Z");
  CHECK(hours(calendar, "2026-10-25T00:29:59Z") == "closed until 2026-10-25T00:30:00Z: summer");
  CHECK(hours(calendar, "2026-10-25T00:30:00Z") == "open");
  // The wall shows 02:15 again.
  CHECK(hours(calendar, "2026-10-25T01:15:00Z") == "open");
}

TEST_CASE("a blackout that the wall never shows closes nothing", "[policy][calendar][dst]") {
  Calendar calendar{.zone = tests::berlin()};
  calendar.not_within = {.of = kDay, .before_closed = true};
  calendar.closed = {closed("2026-03-29T02:10:00", "2026-03-29T02:50:00", "night")};
  CHECK(hours(calendar, "2026-03-29T00:30:00Z") == "open");
  calendar.closed = {closed("2026-05-02T00:00:00", "2026-05-01T00:00:00", "backwards")};
  CHECK(hours(calendar, "2026-05-01T12:00:00Z") == "open");
}

TEST_CASE("blackouts that touch are left together and the longest gives the reason",
          "[policy][calendar]") {
  Calendar calendar{.zone = tests::kolkata()};
  calendar.closed = {closed("2026-12-18T00:00:00", "2027-01-06T00:00:00", "year-end freeze"),
                     closed("2026-12-25T00:00:00", "2026-12-26T00:00:00", "Christmas"),
                     closed("2027-01-06T00:00:00", "2027-01-07T00:00:00", "Epiphany")};
  const std::string freeze = "closed until 2027-01-06T18:30:00Z: year-end freeze";
  CHECK(hours(calendar, "2026-12-25T12:00:00Z") == freeze);
  std::ranges::reverse(calendar.closed);
  CHECK(hours(calendar, "2026-12-25T12:00:00Z") == freeze);
  calendar.closed = {closed("2026-12-25T00:00:00", "2026-12-26T00:00:00", "a"),
                     closed("2026-12-25T00:00:00", "2026-12-26T00:00:00", "b")};
  CHECK(hours(calendar, "2026-12-25T12:00:00Z") == "closed until 2026-12-25T18:30:00Z: b");
  std::ranges::reverse(calendar.closed);
  CHECK(hours(calendar, "2026-12-25T12:00:00Z") == "closed until 2026-12-25T18:30:00Z: b");
}

TEST_CASE("a blackout inside a window closes it and it opens again", "[policy][calendar]") {
  auto calendar = in(tests::kolkata(), {slot(kWorkdays, 9h, 7h)});
  calendar.closed = {closed("2026-03-09T10:00:00", "2026-03-09T11:00:00", "fire drill"),
                     closed("2026-03-09T16:00:00", "2026-03-10T10:00:00", "audit")};
  CHECK(hours(calendar, "2026-03-09T03:30:00Z") == "open until 2026-03-09T04:30:00Z");
  CHECK(hours(calendar, "2026-03-09T04:30:00Z") == "closed until 2026-03-09T05:30:00Z: fire drill");
  CHECK(hours(calendar, "2026-03-09T05:30:00Z") == "open until 2026-03-09T10:30:00Z");
  // The audit ends inside a window.
  CHECK(hours(calendar, "2026-03-09T10:30:00Z") == "closed until 2026-03-10T04:30:00Z: audit");
}

TEST_CASE("nothing opens within a time before a weekend and until it is Monday",
          "[policy][calendar]") {
  Calendar calendar{.zone = tests::berlin()};
  calendar.not_within = {.of = kDay, .before_weekend = true};
  // 2026-03-06 is a Friday.
  CHECK(hours(calendar, "2026-03-05T22:59:59Z") == "open until 2026-03-05T23:00:00Z");
  CHECK(hours(calendar, "2026-03-05T23:00:00Z") ==
        "closed until 2026-03-08T23:00:00Z: within 1d before a weekend");
  CHECK(hours(calendar, "2026-03-06T22:59:59Z") ==
        "closed until 2026-03-08T23:00:00Z: within 1d before a weekend");
  CHECK(hours(calendar, "2026-03-06T23:00:00Z") == "closed until 2026-03-08T23:00:00Z: a weekend");
  CHECK(hours(calendar, "2026-03-08T22:59:59Z") == "closed until 2026-03-08T23:00:00Z: a weekend");
  CHECK(hours(calendar, "2026-03-08T23:00:00Z") == "open until 2026-03-12T23:00:00Z");
}

TEST_CASE("where it is always before a weekend nothing ever opens", "[policy][calendar]") {
  Calendar calendar{.zone = tests::kolkata()};
  calendar.not_within = {.of = 5 * kDay, .before_weekend = true};
  CHECK(hours(calendar, "2026-03-03T00:00:00Z") == "closed: within 5d before a weekend");
  calendar.not_within->of -= 1s;
  CHECK(hours(calendar, "2026-03-03T00:00:00Z") ==
        "closed until 2026-03-08T18:30:00Z: within 4d 23h 59m 59s before a weekend");
  CHECK(hours(calendar, "2026-03-08T18:30:00Z") == "open until 2026-03-08T18:30:01Z");
}

TEST_CASE("nothing opens within a time before a blackout where that is asked",
          "[policy][calendar]") {
  Calendar calendar{.zone = tests::kolkata()};
  calendar.closed = {closed("2026-12-18T00:00:00", "2027-01-06T00:00:00", "year-end freeze")};
  calendar.not_within = {.of = 2 * kDay, .before_closed = true};
  CHECK(hours(calendar, "2026-12-15T18:29:59Z") == "open until 2026-12-15T18:30:00Z");
  CHECK(hours(calendar, "2026-12-15T18:30:00Z") ==
        "closed until 2027-01-05T18:30:00Z: within 2d before year-end freeze");
  CHECK(hours(calendar, "2026-12-17T18:30:00Z") ==
        "closed until 2027-01-05T18:30:00Z: year-end freeze");
  calendar.not_within->before_closed = false;
  CHECK(hours(calendar, "2026-12-15T18:30:00Z") == "open until 2026-12-17T18:30:00Z");
}

TEST_CASE("what has begun gives the reason before what is only near", "[policy][calendar]") {
  Calendar calendar{.zone = tests::kolkata()};
  calendar.not_within = {.of = kDay, .before_weekend = true, .before_closed = true};
  calendar.closed = {closed("2026-03-06T00:00:00", "2026-03-07T00:00:00", "Founders' Day"),
                     closed("2026-03-07T00:00:00", "2026-03-12T00:00:00", "audit")};
  CHECK(hours(calendar, "2026-03-06T06:00:00Z") ==
        "closed until 2026-03-11T18:30:00Z: Founders' Day");
}

TEST_CASE("a Monday that was there before the clock was set back into Sunday has begun",
          "[policy][calendar][dst]") {
  const policy::Zone zone{.name = "Nowhere",
                          .changes = {{utc("2026-03-09T00:30:00Z"), std::chrono::hours{-1}}}};
  const auto monday = in(zone, {slot({Monday}, 0h, 1h)});
  CHECK(hours(monday, "2026-03-09T00:00:00Z") == "open until 2026-03-09T01:00:00Z");
  // The wall shows Sunday 23:45.
  CHECK(hours(monday, "2026-03-09T00:45:00Z") == "open until 2026-03-09T01:00:00Z");
  CHECK(hours(monday, "2026-03-09T01:00:00Z") ==
        "closed until 2026-03-16T01:00:00Z: outside its hours");
  Calendar workdays{.zone = zone};
  workdays.not_within = {.of = kDay, .before_weekend = true};
  CHECK(hours(workdays, "2026-03-08T23:59:59Z") == "closed until 2026-03-09T00:00:00Z: a weekend");
  CHECK(hours(workdays, "2026-03-09T00:45:00Z") == "open until 2026-03-13T01:00:00Z");
}

TEST_CASE("a calendar ends with 2037", "[policy][calendar]") {
  const Calendar calendar{.zone = tests::kolkata()};
  CHECK(hours(calendar, "2037-12-31T23:59:59Z") == "open until 2038-01-01T00:00:00Z");
  CHECK(hours(calendar, "2038-01-01T00:00:00Z") == "closed: calendars end with 2037");
  const auto friday = in(tests::kolkata(), {slot({Friday}, 5h + 30min, 7h)});
  // 2038-01-01 is a Friday.
  CHECK(hours(friday, "2037-12-31T20:00:00Z") == "closed: outside its hours");
}

TEST_CASE("a change is told when it is within 400 days", "[policy][calendar]") {
  Calendar calendar{.zone = policy::Zone{}};
  calendar.closed = {closed("2027-04-05T00:00:00", "2028-05-09T00:00:00", "moving house")};
  const auto begins = utc("2027-04-05T00:00:00Z");
  CHECK(calendar.hours(begins - 400 * kDay).changes == begins);
  CHECK_FALSE(calendar.hours(begins - 400 * kDay - 1s).changes);
  const auto ends = utc("2028-05-09T00:00:00Z");
  REQUIRE(ends - begins == 400 * kDay);
  CHECK(calendar.hours(begins).changes == ends);
  calendar.closed[0].until += 1s;
  CHECK_FALSE(calendar.hours(begins).changes);
  calendar.open = {slot({}, 0h, kDay)};
  CHECK(calendar.hours(begins - 400 * kDay).changes == begins);
  CHECK_FALSE(calendar.hours(begins - 400 * kDay - 1s).changes);
}
