#include <catch2/catch.hpp>

#include "tests/scenarios/shipped/shipped.h"

namespace {

/// The freeze is from the fifth day on to the 24th.
policy::simulate::Scenario freeze(tests::Days days) {
  return tests::scaled(tests::part_of(tests::shipped_scenario("zero-day-in-freeze"), days), 50, 60);
}

}  // namespace

TEST_CASE("in a freeze the urgent fix gets in by a bypass and nothing else does",
          "[shipped][freeze]") {
  const auto scenario = freeze({3, 25});
  const auto outcome = tests::told(scenario, "frozen");
  const auto story = tests::story(outcome);
  CHECK(story == std::vector<std::string>{
                     "2026-12-22 14:00 UTC opened agent 7.1.1 urgent in pilot to 100%",
                     "2026-12-22 14:00 UTC opened agent 7.1.1 urgent in office to 100%",
                     "2026-12-22 14:00 UTC opened agent 7.1.1 urgent in servers to 100%",
                     "2026-12-22 14:00 UTC opened agent 7.1.1 urgent in default to 100%",
                     "2027-01-07 07:00 UTC opened agent 7.2 in pilot to 100%"});
  for (std::size_t i = 0; i < 4; ++i) {
    const auto* const opened = std::get_if<policy::Opened>(&outcome.events.at(i).event);
    REQUIRE(opened != nullptr);
    CHECK(opened->how == policy::Opening::How::Bypass);
  }
  const auto fix = tests::counted(scenario, outcome, "agent 7.1.1 urgent");
  CHECK(fix.took == fix.devices);
  CHECK(tests::counted(scenario, outcome, "agent 7.1").took == 0);
  CHECK(tests::counted(scenario, outcome, "agent 7.2", "office").took == 0);
}

TEST_CASE("without the people's act a freeze keeps the urgent fix out as well",
          "[shipped][freeze]") {
  auto scenario = freeze({3, 12});
  scenario.people.bypasses.clear();
  const auto outcome = tests::told(scenario, "frozen");
  CHECK(outcome.events.empty());
}
