#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/scenarios/shipped/shipped.h"

using namespace std::chrono_literals;
using policy::simulate::Publication;

namespace {

/// From a day before the outbreak to two days after it.
policy::simulate::Scenario around_the_outbreak() {
  auto scenario = tests::part_of(tests::shipped_scenario("outbreak-month"), {11, 15});
  const policy::Instant last = scenario.start + scenario.length - 24h;
  std::erase_if(scenario.vendor, [&](const Publication& one) { return one.at >= last; });
  return scenario;
}

/// The longest time between two openings of something in the group.
policy::Span longest_wait(const policy::simulate::Scenario& scenario,
                          const policy::simulate::Outcome& outcome, std::string_view group) {
  policy::Instant last = scenario.start;
  policy::Span longest{0};
  for (const auto& [at, event] : outcome.events) {
    const auto* const opened = std::get_if<policy::Opened>(&event);
    if (opened == nullptr || opened->group.text() != group) continue;
    longest = std::max(longest, at - last);
    last = at;
  }
  return longest;
}

}  // namespace

TEST_CASE("the shipped month has a release every three hours and every hour of the outbreak",
          "[shipped][outbreak]") {
  const auto scenario = tests::shipped_scenario("outbreak-month");
  CHECK(scenario.vendor.size() == 96 + 24 + 128);
  CHECK(scenario.length == 24h * 30);
  const auto outbreak = std::ranges::count_if(scenario.vendor, [](const Publication& one) {
    return one.version.text().starts_with("outbreak");
  });
  CHECK(outbreak == 24);
}

TEST_CASE("a vendor that publishes faster than the bakes starves nobody", "[shipped][outbreak]") {
  const auto scenario = around_the_outbreak();
  const auto outcome = tests::told(scenario, "silence watched");
  CHECK(outcome.good == scenario.vendor.size());
  CHECK(outcome.never == 0);  // Each of them, or a newer one, got to 95 % of the devices …
  REQUIRE(outcome.worst_delay);
  CHECK(*outcome.worst_delay < 24h);  // … within a day, also when a weekend is between.
  CHECK(outcome.halts.empty());
  for (const auto* const group : {"pilot", "early", "servers"}) {
    CAPTURE(group);
    CHECK(longest_wait(scenario, outcome, group) < 20h);
  }
}

TEST_CASE("gates without silence are no faster than the releases' bakes", "[shipped][outbreak]") {
  const auto scenario = around_the_outbreak();
  const auto outcome = tests::told(scenario, "stages and gates");
  CHECK(outcome.never == 0);
  REQUIRE(outcome.delay);
  CHECK(*outcome.delay > 10h);  // Two hours of ramp and twice four of bake …
  CHECK(*outcome.delay < 16h);  // … and a place in the train.
}
