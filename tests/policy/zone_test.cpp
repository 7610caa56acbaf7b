#include "policy/zone.h"

#include <catch2/catch.hpp>
#include <utility>
#include <vector>

#include "tests/support/zones.h"

using tests::shown;
using tests::utc;
using tests::wall;

namespace {

struct Case {
  policy::Zone zone;
  const char* utc;
  const char* wall;
};

}  // namespace

TEST_CASE("a wall shows each place's own time on both sides of a change", "[policy][zone]") {
  const auto one = GENERATE(values<Case>({
      {tests::berlin(), "2026-03-29T00:59:59Z", "2026-03-29T01:59:59"},
      {tests::berlin(), "2026-03-29T01:00:00Z", "2026-03-29T03:00:00"},
      {tests::berlin(), "2026-10-25T00:59:59Z", "2026-10-25T02:59:59"},
      {tests::berlin(), "2026-10-25T02:00:00Z", "2026-10-25T03:00:00"},
      {tests::new_york(), "2026-03-08T06:59:59Z", "2026-03-08T01:59:59"},
      {tests::new_york(), "2026-03-08T07:00:00Z", "2026-03-08T03:00:00"},
      {tests::new_york(), "2026-11-01T05:59:59Z", "2026-11-01T01:59:59"},
      {tests::new_york(), "2026-11-01T07:00:00Z", "2026-11-01T02:00:00"},
      {tests::lord_howe(), "2026-04-04T14:59:59Z", "2026-04-05T01:59:59"},
      {tests::lord_howe(), "2026-04-04T15:30:00Z", "2026-04-05T02:00:00"},
      {tests::lord_howe(), "2026-10-03T15:29:59Z", "2026-10-04T01:59:59"},
      {tests::lord_howe(), "2026-10-03T15:30:00Z", "2026-10-04T02:30:00"},
      {tests::kolkata(), "2026-03-28T18:29:59Z", "2026-03-28T23:59:59"},
      {tests::kolkata(), "2026-03-28T18:30:00Z", "2026-03-29T00:00:00"},
      {tests::apia(), "2011-12-30T09:59:59Z", "2011-12-29T23:59:59"},
      {tests::apia(), "2011-12-30T10:00:00Z", "2011-12-31T00:00:00"},
      {policy::Zone{}, "2026-03-29T01:00:00Z", "2026-03-29T01:00:00"},
  }));
  CAPTURE(one.zone.name, one.utc);
  CHECK(shown(policy::local(one.zone, utc(one.utc))) == one.wall);
  CHECK(policy::rfc3339(policy::instant(one.zone, wall(one.wall))) == one.utc);
}

TEST_CASE("a time that a clock leaves out is the end of the gap", "[policy][zone]") {
  const auto one = GENERATE(values<Case>({
      {tests::berlin(), "2026-03-29T01:00:00Z", "2026-03-29T02:00:00"},
      {tests::berlin(), "2026-03-29T01:00:00Z", "2026-03-29T02:59:59"},
      {tests::new_york(), "2026-03-08T07:00:00Z", "2026-03-08T02:30:00"},
      {tests::lord_howe(), "2026-10-03T15:30:00Z", "2026-10-04T02:00:00"},
      {tests::lord_howe(), "2026-10-03T15:30:00Z", "2026-10-04T02:29:59"},
      {tests::apia(), "2011-12-30T10:00:00Z", "2011-12-30T00:00:00"},
      {tests::apia(), "2011-12-30T10:00:00Z", "2011-12-30T23:59:59"},
  }));
  CAPTURE(one.zone.name, one.wall);
  CHECK(policy::rfc3339(policy::instant(one.zone, wall(one.wall))) == one.utc);
}

TEST_CASE("a time that a clock shows twice is the first of the two", "[policy][zone]") {
  const auto one = GENERATE(values<Case>({
      {tests::berlin(), "2026-10-25T00:00:00Z", "2026-10-25T02:00:00"},
      {tests::berlin(), "2026-10-25T00:59:59Z", "2026-10-25T02:59:59"},
      {tests::new_york(), "2026-11-01T05:00:00Z", "2026-11-01T01:00:00"},
      {tests::lord_howe(), "2026-04-04T14:30:00Z", "2026-04-05T01:30:00"},
      {tests::lord_howe(), "2026-04-04T14:59:59Z", "2026-04-05T01:59:59"},
  }));
  CAPTURE(one.zone.name, one.wall);
  CHECK(policy::rfc3339(policy::instant(one.zone, wall(one.wall))) == one.utc);
}

TEST_CASE("a moment found on the wall is the first that shows it or more",
          "[policy][zone][property]") {
  const auto zone = GENERATE(
      values<policy::Zone>({tests::berlin(), tests::lord_howe(), tests::kolkata(), tests::apia()}));
  const auto around =
      zone.changes.empty() ? utc("2026-03-29T00:00:00Z") : zone.changes[1 % zone.changes.size()].at;
  const auto minutes = GENERATE(take(200, random(-3 * 1'440, 3 * 1'440)));
  CAPTURE(zone.name, minutes);
  const auto at = policy::local(zone, around) + std::chrono::minutes{minutes};
  const auto found = policy::instant(zone, at);
  CHECK(policy::local(zone, found) >= at);
  for (int before = 1; before <= 2 * 1'440; before += 7) {
    CHECK(policy::local(zone, found - std::chrono::minutes{before}) < at);
  }
}
