#include "relay/simulation/comparison.h"

#include <catch2/catch.hpp>

#include "tests/policy/simulate/a_world.h"

using namespace std::chrono_literals;
using namespace relay::simulation;
using tests::AWorld;

TEST_CASE("every policy meets the same scenario and progress is told before each", "[simulation]") {
  AWorld world;
  world.publish(4h, "bad").fault = policy::simulate::Fault{.after = 1min};
  world.publish(4h + 30min, "fixed");
  std::vector<std::pair<std::size_t, std::size_t>> told;
  const auto comparison =
      compare(world.scenario, {{.name = "no relay"}, {.name = "staged", .rules = world.rules}},
              [&](std::size_t done, std::size_t all) { told.emplace_back(done, all); });
  REQUIRE(comparison.outcomes.size() == 2);
  CHECK(comparison.outcomes[0].policy == "no relay");
  CHECK(comparison.outcomes[0].exposure.took == world.run_without_relay().exposure.took);
  CHECK(comparison.outcomes[1].exposure.took == world.run().exposure.took);
  CHECK(comparison.outcomes[1].picture.times.size() == policy::simulate::kMoments);
  CHECK(told == std::vector<std::pair<std::size_t, std::size_t>>{{0, 2}, {1, 2}});
}

TEST_CASE("a group of the fleet that a policy does not know is told", "[simulation]") {
  AWorld world;
  world.scenario.length = 1h;
  world.scenario.fleet.push_back({.group = AWorld::group("plants"), .devices = 5});
  const auto comparison =
      compare(world.scenario, {{.name = "no relay"}, {.name = "staged", .rules = world.rules}},
              [](std::size_t, std::size_t) {});
  CHECK(comparison.remarks ==
        std::vector<std::string>{
            "policy 'staged' has no group 'plants': its devices are in 'default'"});
}

TEST_CASE("a scenario with too many requests is not begun", "[simulation]") {
  AWorld world;
  CHECK(devices(world.scenario) == 1'200);
  CHECK(requests(world.scenario) == 24 * 1'200);
  world.scenario.length = 24h * 400;
  world.scenario.fleet[0].devices = 0;
  world.scenario.fleet[1].devices = 2'000'000;
  CHECK_FALSE(too_long(requests(world.scenario)));
  world.scenario.fleet[1].devices = 2'083'334;  // 9,600 hours of them are just above.
  CHECK(too_long(requests(world.scenario)) ==
        "this would be 20,000,006,400 requests of devices, and more than 20,000,000,000 are not "
        "waited for: a smaller fleet or a shorter time would do");
}
