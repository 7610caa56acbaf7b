#include "policy/windows.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>

#include "tests/policy/random_calendar.h"

using namespace std::chrono_literals;
using policy::Between;
using policy::Calendar;
using policy::Closing;
using policy::Instant;
using tests::utc;
using tests::wall;

namespace {

std::string spelled(Instant from, Instant until) {
  return policy::rfc3339(from) + " " + policy::rfc3339(until);
}

std::vector<std::string> spelled(const policy::Windows& windows) {
  std::vector<std::string> all;
  for (const auto& one : windows.list) all.push_back(spelled(one.from, one.until));
  return all;
}

/// "before 2026-…Z 2026-…Z line 7: within 1d before a weekend"
std::vector<std::string> spelled(const policy::Closings& closings) {
  static constexpr std::array kKinds{"blackout", "weekend", "before"};
  std::vector<std::string> all;
  for (const auto& one : closings.list) {
    all.push_back(std::string{kKinds.at(static_cast<std::size_t>(one.kind))} + " " +
                  spelled(one.from, one.until) + " line " + std::to_string(one.mark.line) + ": " +
                  one.why);
  }
  return all;
}

/// Nights in Berlin, but for Christmas and what is near it and near weekends.
Calendar nights() {
  return {.zone = tests::berlin(),
          .open = {{.at = 22h, .lasts = 8h}},
          .closed = {{.from = wall("2026-12-24T00:00:00"),
                      .until = wall("2026-12-27T00:00:00"),
                      .why = "Christmas",
                      .mark = {4}}},
          .not_within = policy::NotWithin{
              .of = 24h, .before_weekend = true, .before_closed = true, .mark = {9}}};
}

const Between kChristmas{utc("2026-12-21T12:00:00Z"), utc("2026-12-30T00:00:00Z")};

}  // namespace

TEST_CASE("windows are told as long as they are open and asked for", "[policy][windows]") {
  const Calendar calendar = nights();
  const auto found = policy::windows(calendar, kChristmas);
  CHECK_FALSE(found.cut);
  CHECK(spelled(found) == std::vector<std::string>{
                              "2026-12-21T21:00:00Z 2026-12-22T05:00:00Z",
                              "2026-12-22T21:00:00Z 2026-12-22T23:00:00Z",
                              "2026-12-27T23:00:00Z 2026-12-28T05:00:00Z",
                              "2026-12-28T21:00:00Z 2026-12-29T05:00:00Z",
                              "2026-12-29T21:00:00Z 2026-12-30T00:00:00Z",
                          });
  Between few = kChristmas;
  few.most = 5;
  CHECK_FALSE(policy::windows(calendar, few).cut);
  few.most = 4;
  const auto cut = policy::windows(calendar, few);
  CHECK(cut.cut);
  CHECK(cut.list.size() == 4);
  CHECK(policy::windows(calendar, {kChristmas.until, kChristmas.until}).list.empty());
}

TEST_CASE("what closes a calendar is told whole with what is kept free before it",
          "[policy][windows]") {
  const auto found = policy::closings(nights(), kChristmas);
  CHECK_FALSE(found.cut);
  CHECK(spelled(found) ==
        std::vector<std::string>{
            "before 2026-12-22T23:00:00Z 2026-12-23T23:00:00Z line 9: within 1d before Christmas",
            "blackout 2026-12-23T23:00:00Z 2026-12-26T23:00:00Z line 4: Christmas",
            "before 2026-12-24T23:00:00Z 2026-12-25T23:00:00Z line 9: within 1d before a weekend",
            "weekend 2026-12-25T23:00:00Z 2026-12-27T23:00:00Z line 9: a weekend",
        });
  Between few = kChristmas;
  few.most = 3;
  CHECK(policy::closings(nights(), few).cut);
  CHECK(policy::closings(nights(), few).list.size() == 3);
}

TEST_CASE("a closed time is told from its begin to before its end", "[policy][windows]") {
  Calendar calendar = nights();
  calendar.not_within.reset();
  const auto count = [&](const char* from, const char* until) {
    return policy::closings(calendar, {utc(from), utc(until)}).list.size();
  };
  CHECK(count("2026-12-01T00:00:00Z", "2026-12-23T23:00:00Z") == 0);
  CHECK(count("2026-12-01T00:00:00Z", "2026-12-23T23:00:01Z") == 1);
  CHECK(count("2026-12-26T22:59:59Z", "2026-12-31T00:00:00Z") == 1);
  CHECK(count("2026-12-26T23:00:00Z", "2026-12-31T00:00:00Z") == 0);
}

TEST_CASE("a calendar is open exactly in its windows", "[policy][windows][property]") {
  const auto seed = GENERATE(range(0U, 42U));
  CAPTURE(seed);
  const tests::RandomCalendar draw{seed};
  const Between asked{draw.begin, draw.begin + tests::kCalendarWeeks * 7 * 24h};
  const auto windows = policy::windows(draw.calendar, asked);
  const auto closings = policy::closings(draw.calendar, asked);
  REQUIRE_FALSE(windows.cut);
  for (std::size_t i = 1; i < windows.list.size(); ++i) {
    REQUIRE(windows.list[i - 1].until < windows.list[i].from);
  }
  const auto within = [](const auto& list, Instant at) {
    return std::ranges::any_of(list,
                               [at](const auto& one) { return one.from <= at && at < one.until; });
  };
  std::vector<Instant> looked;
  for (auto at = asked.from; at < asked.until; at += 59min) looked.push_back(at);
  for (const auto& one : windows.list) {
    looked.insert(looked.end(), {one.from, one.from - 1s, one.until - 1s, one.until});
  }
  for (const auto& one : closings.list) {
    looked.insert(looked.end(), {one.from, one.from - 1s, one.until - 1s, one.until});
  }
  for (const Instant at : looked) {
    if (at < asked.from || at >= asked.until) continue;
    CAPTURE(policy::rfc3339(at), draw.calendar.zone.name);
    const auto hours = draw.calendar.hours(at);
    REQUIRE(hours.open == within(windows.list, at));
    const bool shut = !hours.open && hours.why != "outside its hours";
    REQUIRE(shut == within(closings.list, at));
    if (!shut) continue;
    REQUIRE(std::ranges::any_of(closings.list, [&](const Closing& one) {
      return one.from <= at && at < one.until && one.why == hours.why;
    }));
  }
}
