#include "policy/simulate/staff.h"

#include <catch2/catch.hpp>

#include "tests/policy/simulate/a_world.h"

using namespace std::chrono_literals;
using policy::simulate::Fault;
using tests::AWorld;

namespace {

policy::Instant monday() {
  return AWorld{}.scenario.start;
}

}  // namespace

TEST_CASE("people are at work from the first minute of their hours to before the last",
          "[simulate][people]") {
  struct Case {
    policy::Span asked;
    policy::Span comes;
  };
  const auto at = GENERATE(values<Case>({{0h, 9h},
                                         {9h, 9h},
                                         {17h - 1s, 17h - 1s},
                                         {17h, 24h + 9h},
                                         {24h * 4 + 17h, 24h * 7 + 9h},     // Friday evening.
                                         {24h * 5 + 12h, 24h * 7 + 9h}}));  // Saturday.
  CHECK(policy::simulate::at_work({}, monday() + at.asked) == monday() + at.comes);
}

TEST_CASE("people's hours are on their own wall", "[simulate][people]") {
  CHECK(policy::simulate::at_work({.utc_offset = 2h}, monday()) == monday() + 7h);
  CHECK(policy::simulate::at_work({.utc_offset = -5h}, monday() + 13h) == monday() + 14h);
}

TEST_CASE("an approval comes when nothing else is in the way and people are there",
          "[simulate][people]") {
  AWorld world;
  world.stage(2).approve = {{.role = "release-manager", .people = 2}};
  world.publish(2h, "good");
  const auto nobody = world.run();
  CHECK(nobody.never == 1);
  CHECK(nobody.events.size() == 1);

  world.scenario.people.approve = 4h;
  const auto outcome = world.run();
  REQUIRE(outcome.events.size() == 3);
  CHECK(outcome.events[1].at == world.scenario.start + 10h);  // 2 h, 4 h of bake, 4 h.
}

TEST_CASE("a halt is acknowledged when there is a fix and the fix goes on", "[simulate][people]") {
  AWorld world;
  world.scenario.length = 48h;
  world.publish(2h, "bad").fault = Fault{.after = 1min};
  world.publish(20h, "fixed");
  world.scenario.people.repair = 12h;
  CHECK(world.run().never == 1);

  world.scenario.people.acknowledge = 1h;
  const auto outcome = world.run();
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.releases[0].groups[1].took == 0);
  CHECK(outcome.releases[1].groups[1].took == 1'000);
}

TEST_CASE("a pilot that is off-line stops everything until people judge", "[simulate][people]") {
  AWorld world;
  world.scenario.length = 72h;
  world.scenario.outages = {{.from = world.scenario.start,
                             .until = world.scenario.start + 72h,
                             .groups = {AWorld::group("pilot")}}};
  world.publish(2h, "good");
  world.rules.paths[0].no_evidence =
      policy::NoEvidence{.after = 12h, .then = policy::NoEvidence::Then::Ask};
  world.rules.bypass.normal = {{.role = "release-manager", .people = 1}};
  CHECK(world.run().releases[0].groups[1].took == 0);

  world.scenario.people.judge = 1h;
  const auto outcome = world.run();
  CHECK(outcome.releases[0].groups[1].took == 1'000);
  CHECK(outcome.events[1].at == world.scenario.start + 24h + 9h);  // Asked at 18:00, and an hour.
}
