#include <catch2/catch.hpp>

#include "tests/scenarios/shipped/shipped.h"

using tests::counted;

namespace {

constexpr const char* kBadAgent = "agent 7.1";

policy::simulate::Scenario conflict() {
  // The pilot's size matters: it is what proves something.
  return tests::scaled(tests::shipped_scenario("driver-conflict"), 4, 600);
}

}  // namespace

TEST_CASE("a fault of one model passes a gate that looks at all devices together",
          "[shipped][driver]") {
  const auto scenario = conflict();
  const auto outcome = tests::told(scenario, "all devices together");
  CHECK(outcome.halts.empty());
  for (const auto* const group : {"pilot", "office", "plants"}) {
    CAPTURE(group);
    const auto there = counted(scenario, outcome, kBadAgent, group);
    CHECK(there.took == there.devices);
    CHECK(there.hit * 100 > there.devices * 5);
    CHECK(there.hit * 100 < there.devices * 10);
  }
}

TEST_CASE("a fault of one model is halted in the pilot by a gate that looks at models",
          "[shipped][driver]") {
  const auto scenario = conflict();
  const auto outcome = tests::told(scenario, "every model by itself");
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.halts[0].group.text() == "pilot");
  CHECK(outcome.halts[0].why.find("model 't14'") != std::string::npos);
  CHECK(outcome.halts[0].at - scenario.vendor[0].at < std::chrono::hours{2});
  CHECK(counted(scenario, outcome, kBadAgent).took ==
        counted(scenario, outcome, kBadAgent, "pilot").took);
}
