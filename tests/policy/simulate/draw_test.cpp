#include "policy/simulate/draw.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

#include "policy/simulate/random.h"
#include "tests/policy/simulate/a_world.h"

using namespace std::chrono_literals;
using policy::simulate::draw;
using tests::AWorld;

TEST_CASE("chance is splitmix64 and the same everywhere", "[simulate][random]") {
  policy::simulate::Stream chance{1'234'567};
  CHECK(chance.next() == 6'457'827'717'110'365'317U);
  CHECK(chance.next() == 3'203'168'211'198'807'973U);
  CHECK(chance.next() == 9'817'491'932'198'370'423U);
}

TEST_CASE("what is drawn stays within what is said of it", "[simulate][random]") {
  AWorld world;
  world.scenario.length = 24h * 7;
  for (int i = 0; i < 10; ++i) world.publish(i * 12h, "any");
  world.scenario.fleet[1].devices = 5'000'000;
  world.scenario.fleet[1].models = {{.name = "t14"}};
  std::size_t outages = 0;
  std::size_t one_model = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    CAPTURE(seed);
    const auto drawn = draw(world.scenario, seed);
    REQUIRE(drawn.vendor.size() == 10);
    CHECK(std::ranges::is_sorted(drawn.vendor, {}, &policy::simulate::Publication::at));
    CHECK(drawn.vendor.front().at >= world.scenario.start);
    const auto bad =
        std::ranges::find_if(drawn.vendor, [](const auto& one) { return one.fault.has_value(); });
    REQUIRE(bad != drawn.vendor.end());
    CHECK(bad + 1 != drawn.vendor.end());
    CHECK(bad->fault->share >= AWorld::percent(1));
    CHECK(bad->fault->share <= AWorld::percent(100));
    CHECK(bad->fault->after >= 1min);
    CHECK(bad->fault->after <= 48h);
    CHECK(drawn.fleet[0].devices == 10);
    CHECK(drawn.fleet[1].devices <= policy::simulate::kMostDrawn);
    outages += drawn.outages.size();
    one_model += bad->fault->model.empty() ? 0U : 1U;
  }
  CHECK(outages > 30);
  CHECK(outages < 90);
  CHECK(one_model > 10);
}

TEST_CASE("the same seed draws the same scenario and another one another", "[simulate][random]") {
  AWorld world;
  const auto times = [&](std::uint64_t seed) {
    std::vector<policy::Instant> all;
    for (const auto& one : draw(world.scenario, seed).vendor) all.push_back(one.at);
    return all;
  };
  CHECK(times(7) == times(7));
  CHECK(times(7) != times(8));
}

TEST_CASE("a spread is the median and what 95 of 100 do not exceed", "[simulate][random]") {
  std::vector<double> values(100);
  std::iota(values.rbegin(), values.rend(), 1.0);
  CHECK(policy::simulate::spread(values).median == 50.5);
  CHECK(policy::simulate::spread(values).high == 95);
  CHECK(policy::simulate::spread({3, 1, 2}).median == 2);
  CHECK(policy::simulate::spread({3, 1, 2}).high == 3);
  CHECK(policy::simulate::spread({}).median == 0);
}

TEST_CASE("a summary counts what never came through as the whole scenario", "[simulate][random]") {
  AWorld world;
  world.stage(2).approve = {{.role = "nobody", .people = 1}};
  world.publish(1h, "bad").fault = policy::simulate::Fault{.after = 1min};
  world.publish(8h, "good");
  const auto told = policy::simulate::summary(world.scenario, {world.run(), world.run()});
  CHECK(told.policy == "staged");
  CHECK(told.exposed.median == Approx(200.0 / 1'200));
  CHECK(told.hit.high == Approx(200.0 / 1'200));
  CHECK(told.hours.median == 24);
}
