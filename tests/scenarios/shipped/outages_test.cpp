#include <catch2/catch.hpp>

#include "tests/scenarios/shipped/shipped.h"

using namespace std::chrono_literals;
using tests::counted;

namespace {

constexpr const char* kPolicy = "silence watched";

policy::simulate::Scenario scenario_named(const std::string& name) {
  return tests::scaled(tests::shipped_scenario(name), 4, 200);
}

}  // namespace

TEST_CASE("an outage of everything halts nothing and what it held up comes later",
          "[shipped][outage]") {
  const auto scenario = scenario_named("outage");
  const auto outcome = tests::told(scenario, kPolicy);
  CHECK(outcome.halts.empty());
  CHECK(outcome.never == 0);
  CHECK(outcome.worst_delay < 48h);
}

TEST_CASE("an outage halts nothing whenever it begins", "[shipped][outage]") {
  auto scenario = scenario_named("outage");
  scenario.length = 48h;
  scenario.vendor.erase(scenario.vendor.begin() + 1, scenario.vendor.end());
  const auto begin = scenario.vendor[0].at + GENERATE(15min, 61min, 124min, 187min, 250min);
  scenario.outages = {{.from = begin, .until = begin + 4h, .groups = {}}};
  CHECK(tests::told(scenario, kPolicy).halts.empty());
}

TEST_CASE("a pilot site off-line halts on the safe side and lets nothing wrong through",
          "[shipped][outage]") {
  const auto scenario = scenario_named("pilot-site-offline");
  const auto outcome = tests::told(scenario, kPolicy);
  REQUIRE(outcome.halts.size() == 2);
  CHECK(outcome.halts[0].version.text() == "second");  // It went off-line with this one.
  CHECK_FALSE(outcome.halts[0].deserved);
  CHECK(outcome.halts[0].group.text() == "pilot");
  CHECK(outcome.halts[1].version.text() == "third is bad");
  CHECK(outcome.halts[1].deserved);
  CHECK(outcome.false_halts == 1);
  const auto bad = counted(scenario, outcome, "third is bad");
  CHECK(bad.took > 0);
  CHECK(bad.took == counted(scenario, outcome, "third is bad", "pilot").took);
  // What is good comes through, or something newer does.
  CHECK(outcome.never == 0);
  const auto fixed = counted(scenario, outcome, "fourth");
  CHECK(fixed.took == fixed.devices);
}

TEST_CASE("while the pilot is off-line nothing goes on without evidence", "[shipped][outage]") {
  auto scenario = scenario_named("pilot-site-offline");
  scenario.people = {};
  const auto outcome = tests::told(scenario, kPolicy);
  for (const auto* const version : {"second", "third is bad", "fourth"}) {
    CAPTURE(version);
    for (const auto* const group : {"early", "office", "servers"}) {
      CHECK(counted(scenario, outcome, version, group).took == 0);
    }
  }
}
