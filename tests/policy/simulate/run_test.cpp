#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/policy/simulate/a_world.h"

using namespace std::chrono_literals;
using policy::simulate::Damage;
using policy::simulate::Fault;
using policy::simulate::Outage;
using tests::AWorld;

TEST_CASE("every device asks once in each polling interval", "[simulate]") {
  AWorld world;
  CHECK(world.run().requests == 24 * 1'200);
  world.scenario.fleet[1].polls = 4h;
  CHECK(world.run().requests == 24 * 200 + 6 * 1'000);
}

TEST_CASE("the same scenario has the same outcome", "[simulate]") {
  AWorld world;
  world.scenario.fleet[1].absence.hourly = AWorld::percent(3);
  world.publish(1h, "one").fault = Fault{.share = AWorld::percent(30)};
  const auto once = world.run();
  const auto again = world.run();
  CHECK(once.exposure.hit == again.exposure.hit);
  CHECK(once.requests == again.requests);
  CHECK(once.events.size() == again.events.size());
  world.scenario.seed = 2;
  CHECK(world.run().requests != once.requests);
}

TEST_CASE("without a relay whoever asks before the fix is exposed", "[simulate]") {
  AWorld world;
  world.publish(4h, "bad").fault = Fault{.after = 1min};
  world.publish(4h + 30min, "fixed");
  const auto outcome = world.run_without_relay();
  CHECK(outcome.exposure.took == 600);
  CHECK(outcome.exposure.hit == 600);
  CHECK(outcome.releases[1].reach.most == 90min);  // When the dead no longer seem to be on.
}

TEST_CASE("a good release reaches a stage when its bake is over", "[simulate]") {
  AWorld world;
  world.publish(2h, "good");
  const auto outcome = world.run();
  REQUIRE(outcome.events.size() == 3);
  CHECK(outcome.events[0].at == world.scenario.start + 2h);
  CHECK(outcome.events[1].at == world.scenario.start + 6h);
  CHECK(outcome.releases[0].groups[0].reach.all == 1h);
  CHECK(outcome.releases[0].groups[1].reach.all == 5h);
  CHECK(outcome.delay == 5h);
  CHECK(outcome.never == 0);
}

TEST_CASE("of a ramp no device takes a release whose place has not been reached", "[simulate]") {
  AWorld world;
  world.scenario.fleet[0].devices = 2'000;
  world.stage(1).ramp = {{AWorld::percent(10), 24h}, {policy::kEverybody, 0h}};
  world.publish(2h, "good");
  const auto outcome = world.run();
  CHECK(outcome.releases[0].groups[0].took > 150);
  CHECK(outcome.releases[0].groups[0].took < 250);
  CHECK(outcome.releases[0].groups[1].took == 0);
}

// The prototype's figures (policy.md, halting): hourly requests, 3 % switched off in each hour,
// and the whole pilot takes the release in its first minutes.
TEST_CASE("everything killed is halted after 95 minutes whatever the size of the pilot",
          "[simulate][silence]") {
  AWorld world;
  world.scenario.fleet[0].devices = GENERATE(10U, 200U);
  world.scenario.fleet[0].spread = AWorld::percent(8);
  world.scenario.seed = GENERATE(1U, 2U, 3U);
  for (auto& group : world.scenario.fleet) group.absence.hourly = AWorld::percent(3);
  world.publish(2h, "bad").fault = Fault{.after = 1min};
  const auto outcome = world.run();
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.halts[0].at == world.scenario.start + 2h + 95min);
  CHECK(outcome.halts[0].group == AWorld::group("pilot"));
  CHECK(outcome.halts[0].deserved);
  CHECK(outcome.releases[0].groups[1].took == 0);
}

// Those who took it before the last widening have a control in their own group, the others have
// not.
TEST_CASE("an outage halts nothing that has just widened to a whole group", "[simulate][silence]") {
  AWorld world;
  world.stage(1).ramp = {{AWorld::percent(10), 2h}, {policy::kEverybody, 0h}};
  world.scenario.seed = GENERATE(range(1U, 9U));
  world.publish(2h, "good");
  world.scenario.outages = {{.from = world.scenario.start + 5h - 1min * GENERATE(0, 7, 23, 50),
                             .until = world.scenario.start + 8h,
                             .groups = {}}};
  CHECK(world.run().halts.empty());
}

TEST_CASE("an outage of everything halts nothing and one of the pilot alone halts",
          "[simulate][silence]") {
  AWorld world;
  world.publish(2h, "good");
  world.scenario.outages = {
      {.from = world.scenario.start + 3h, .until = world.scenario.start + 8h, .groups = {}}};
  CHECK(world.run().halts.empty());
  world.scenario.outages[0].groups = {AWorld::group("pilot")};
  const auto outcome = world.run();
  REQUIRE(outcome.halts.size() == 1);
  CHECK_FALSE(outcome.halts[0].deserved);
  CHECK(outcome.false_halts == 1);
}

TEST_CASE("failures that devices report halt a release", "[simulate]") {
  AWorld world;
  world.publish(2h, "bad").fault =
      Fault{.does = Damage::Fail, .after = 5min, .share = AWorld::percent(20)};
  const auto outcome = world.run();
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.halts[0].why.find("failures") != std::string::npos);
  CHECK(outcome.releases[0].groups[1].took == 0);
}

TEST_CASE("a false positive passes every gate and no check that finds it", "[simulate]") {
  AWorld world;
  world.publish(2h, "bad").fault = Fault{.does = Damage::FalsePositive};
  CHECK(world.run().exposure.hit == 1'200);
  for (const std::size_t stage : {1U, 2U}) world.stage(stage).checks = {{.name = "bench"}};
  world.scenario.checks = {{.name = "bench", .after = 1h, .finds = {Damage::FalsePositive}}};
  CHECK(world.run().exposure.took == 0);
  world.scenario.checks[0].finds = {};
  CHECK(world.run().exposure.took == 1'200);
}

TEST_CASE("a fault that one model has is found where a gate looks at models", "[simulate]") {
  AWorld world;
  for (auto& group : world.scenario.fleet) {
    group.models = {{.name = "t14", .share = AWorld::percent(8)},
                    {.name = "x1", .share = AWorld::percent(92)}};
  }
  world.scenario.fleet[0].devices = 500;
  world.stage(2).gate->failed = AWorld::percent(15);
  world.publish(2h, "bad").fault = Fault{.does = Damage::Fail, .after = 5min, .model = "t14"};
  const auto blind = world.run();
  CHECK(blind.halts.empty());
  CHECK(blind.releases[0].groups[1].hit > 0);

  world.stage(2).gate->by = {"model"};
  const auto seeing = world.run();
  REQUIRE(seeing.halts.size() == 1);
  CHECK(seeing.halts[0].why.find("model 't14'") != std::string::npos);
  CHECK(seeing.releases[0].groups[1].took == 0);
}

TEST_CASE("what is replaced abnormally fast goes no further", "[simulate]") {
  AWorld world;
  world.stage(2).gate->bake = 1h;
  world.publish(2h, "bad").fault = Fault{.after = 20h};
  world.publish(2h + 50min, "fixed");
  CHECK(world.run().releases[0].groups[1].took == 0);

  const policy::simulate::Contender trusting{
      .name = "trusting", .rules = world.rules, .supersession = false};
  const auto outcome = policy::simulate::simulate(world.scenario, trusting, 0);
  CHECK(outcome.releases[0].groups[0].took == 200);
}

TEST_CASE("a repaired device asks again and has nothing on it", "[simulate]") {
  AWorld world;
  world.publish(2h, "bad").fault = Fault{.after = 1min};
  const auto dead = world.run_without_relay();
  world.scenario.people.repair = 6h;
  const auto repaired = world.run_without_relay();
  CHECK(repaired.requests > dead.requests);
  CHECK(dead.picture.silent[1].back() == 1'000);
}

TEST_CASE("a device that is set up anew and takes a release again counts once", "[simulate]") {
  AWorld world;
  world.publish(2h, "bad").fault = Fault{.after = 30min, .share = AWorld::percent(50)};
  const auto dead = world.run_without_relay();
  world.scenario.people.repair = 2h;
  for (auto& group : world.scenario.fleet) group.absence.reimaged = AWorld::percent(50);
  const auto repaired = world.run_without_relay();
  CHECK(repaired.exposure.took == 1'200);
  CHECK(repaired.exposure.hit == dead.exposure.hit);
}

TEST_CASE("a picture accounts for every device at every moment", "[simulate]") {
  AWorld world;
  world.scenario.fleet[1].absence.reimaged = AWorld::percent(5);
  world.publish(2h, "bad").fault = Fault{.after = 1min, .share = AWorld::percent(40)};
  world.publish(9h, "good");
  const auto outcome = world.run_without_relay();
  REQUIRE(outcome.picture.times.size() == 24);
  for (std::size_t site = 0; site < 2; ++site) {
    for (std::size_t moment = 0; moment < 24; ++moment) {
      std::uint64_t sum = outcome.picture.silent[site][moment];
      for (const auto& release : outcome.picture.have[site]) sum += release[moment];
      CHECK(sum == outcome.devices[site]);
    }
  }
}

TEST_CASE("devices that are off at night do not count as those that must be reached",
          "[simulate]") {
  AWorld world;
  world.scenario.fleet[1].absence.nights = AWorld::percent(50);
  world.stage(2).gate.reset();
  world.publish(1h, "good");
  const auto outcome = world.run();
  CHECK(outcome.halts.empty());
  CHECK(outcome.releases[0].reach.all == 1h);
}

TEST_CASE("a group that the policy does not know is in its default group", "[simulate]") {
  AWorld world;
  world.scenario.fleet.push_back({.group = AWorld::group("plants"), .devices = 50});
  world.publish(2h, "good");
  const auto outcome = world.run();
  CHECK(outcome.releases[0].groups[2].took == 50);
  CHECK(outcome.releases[0].groups[2].reach.all == 5h);
}
