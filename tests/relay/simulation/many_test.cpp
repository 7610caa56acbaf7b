#include "relay/simulation/many.h"

#include <catch2/catch.hpp>

#include "relay/simulation/describe.h"
#include "tests/policy/simulate/a_world.h"

using namespace std::chrono_literals;
using namespace relay::simulation;
using tests::AWorld;

namespace {

Many many(std::uint64_t seed) {
  AWorld world;
  world.scenario.fleet[1].devices = 300;
  world.publish(1h, "any");
  return compare_many(world.scenario,
                      {{.name = "no relay"}, {.name = "staged", .rules = world.rules}},
                      {.count = 8, .seed = seed}, [](std::size_t, std::size_t) {});
}

double sum_of(const PolicyOverMany& policy, double Draw::*part) {
  double sum = 0;
  for (const Draw& draw : policy.draws) sum += draw.*part;
  return sum;
}

}  // namespace

TEST_CASE("many scenarios have the spread of their draws", "[simulation][random]") {
  const Many made = many(1);
  CHECK(made.count == 8);
  REQUIRE(made.policies.size() == 2);
  const auto& staged = made.policies[1];
  REQUIRE(staged.draws.size() == 8);
  std::vector<double> exposed;
  std::vector<double> hours;
  for (const Draw& draw : staged.draws) {
    exposed.push_back(draw.exposed);
    hours.push_back(draw.hours);
  }
  CHECK(staged.summary.policy == "staged");
  CHECK(staged.summary.exposed.median == policy::simulate::spread(exposed).median);
  CHECK(staged.summary.hours.high == policy::simulate::spread(hours).high);
  CHECK(sum_of(made.policies[0], &Draw::exposed) > sum_of(staged, &Draw::exposed));
  CHECK(sum_of(made.policies[0], &Draw::hours) < sum_of(staged, &Draw::hours));
}

TEST_CASE("the same seed draws the same many scenarios and another one others",
          "[simulation][random]") {
  CHECK(describe(many(1)) == describe(many(1)));
  CHECK_FALSE(describe(many(1)) == describe(many(2)));
}
