#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/policy/a_path.h"
#include "tests/policy/random_rules.h"

using namespace std::chrono_literals;
using policy::Instant;
using policy::Span;
using tests::APath;
using tests::day;

namespace {

Span length(const std::vector<policy::RampStep>& ramp) {
  Span sum{0};
  for (const auto& step : ramp) sum += step.hold;
  return sum;
}

/// A path of which only soaks and gates and ramps are random, with healthy devices.
APath a_healthy_path(tests::Dice& dice) {
  APath path;
  path.moment.assume_healthy = true;
  for (std::size_t n = 1; n <= 3; ++n) {
    path.stage(n).soak = tests::random_hours(dice, 24);
    if (n > 1) path.stage(n).gate = tests::random_gate(dice);
    if (dice.once_in(2)) path.stage(n).ramp = tests::random_ramp(dice);
  }
  return path;
}

/// The longest that a release can be on its way to the last stage. In each watched stage it waits
/// for the one before it to ramp and bake, and does so itself.
Span longest_way(APath& path) {
  Span way = std::max({path.stage(1).soak, path.stage(2).soak, path.stage(3).soak});
  for (std::size_t n = 1; n <= 2; ++n) {
    way += 2 * (length(path.stage(n).ramp) + path.stage(n + 1).gate->bake);
  }
  return way;
}

}  // namespace

TEST_CASE("with healthy devices the last stage keeps up whatever the vendor's rhythm",
          "[policy][property][train]") {
  const auto seed = static_cast<unsigned>(GENERATE(take(8, random(0, 1'000'000'000))));
  CAPTURE(seed);
  tests::Dice dice{seed};
  APath path = a_healthy_path(dice);
  const Span way = longest_way(path);
  const Span rhythm = way / (1 + dice.upto(12)) + 1min;
  Instant publishes = path.moment.now;
  const Instant end = day(1) + 2 * way + 4 * rhythm;
  while (path.moment.now < end) {
    if (path.moment.now >= publishes) {
      path.publish();
      publishes += rhythm;
    }
    const auto next = path.turn().next;
    path.moment.now = next ? std::min(*next, publishes) : publishes;
  }
  path.moment.now = end;
  path.turn();
  const auto newest = path.in("plants").openings.back().release;
  CHECK(path.facts.release(newest).first_seen >= end - way - 2 * rhythm);
}
