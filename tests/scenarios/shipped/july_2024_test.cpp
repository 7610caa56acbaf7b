#include <catch2/catch.hpp>

#include "tests/scenarios/shipped/shipped.h"

using namespace std::chrono_literals;
using policy::simulate::Outcome;
using policy::simulate::Scenario;
using tests::counted;

// 19 July 2024 with a hundredth of the devices.
namespace {

constexpr const char* kBad = "bad content";
constexpr const char* kFixed = "fixed content";

Scenario july() {
  return tests::scaled(tests::shipped_scenario("july-2024"), 100);
}

std::uint64_t beyond_the_pilot(const Scenario& scenario, const Outcome& outcome) {
  return counted(scenario, outcome, kBad).took - counted(scenario, outcome, kBad, "pilot").took;
}

}  // namespace

TEST_CASE("in July 2024 nearly everybody without a relay was exposed", "[shipped][july]") {
  const auto scenario = july();
  const auto outcome = tests::told(scenario, "no relay");
  const auto bad = counted(scenario, outcome, kBad);
  CHECK(bad.devices == 85'000);
  CHECK(bad.took > 84'000);
  CHECK(bad.hit == bad.took);
  CHECK(outcome.exposure.took == bad.took);
}

TEST_CASE("in July 2024 a soak alone served the bad file however long it was", "[shipped][july]") {
  auto scenario = tests::scaled(july(), 10);
  auto soaked = tests::contender(scenario, "soak alone");
  soaked.rules->paths.at(0).stages.at(0).soak = GENERATE(1h, 4h, 18h);
  const auto exposed = policy::simulate::simulate(scenario, soaked, 0).exposure;
  CHECK(exposed.took > 8'400);
  soaked.supersession = true;  // It was replaced after 78 minutes.
  const auto saved = policy::simulate::simulate(scenario, soaked, 0).exposure;
  // A soak that is over before the vendor's own correction saves only who had not asked yet.
  CHECK((saved.took == 0) == (soaked.rules->paths[0].stages[0].soak > 78min));
}

TEST_CASE("in July 2024 what was replaced so fast would have opened nowhere after a soak",
          "[shipped][july]") {
  const auto scenario = july();
  const auto outcome = tests::told(scenario, "soak, replaced files suspect");
  CHECK(counted(scenario, outcome, kBad).took == 0);
  CHECK(counted(scenario, outcome, kFixed).took == 85'000);
  CHECK(outcome.worst_delay < 6h);
}

TEST_CASE("in July 2024 stages and gates kept the bad file within the pilot's ramp",
          "[shipped][july]") {
  const auto scenario = july();
  const auto outcome = tests::told(scenario, "stages and gates");
  const auto pilot = counted(scenario, outcome, kBad, "pilot");
  CHECK(pilot.devices == 200);
  CHECK(pilot.took > 0);
  CHECK(pilot.took < 40);  // A tenth, by each device's own lot.
  CHECK(beyond_the_pilot(scenario, outcome) == 0);
  CHECK(tests::story(outcome) ==
        std::vector<std::string>{"2024-07-19 04:15 UTC opened bad content in pilot to 10%",
                                 "2024-07-19 05:30 UTC opened fixed content in pilot to 10%",
                                 "2024-07-19 07:30 UTC widened fixed content in pilot to 100%",
                                 "2024-07-19 11:30 UTC opened fixed content in early to 100%",
                                 "2024-07-19 15:30 UTC opened fixed content in office to 100%",
                                 "2024-07-19 15:30 UTC opened fixed content in servers to 100%",
                                 "2024-07-19 15:30 UTC opened fixed content in default to 100%"});
  CHECK(outcome.never == 0);
}

TEST_CASE("in July 2024 silence alone would have halted the bad file before it widened",
          "[shipped][july]") {
  const auto scenario = july();
  const auto outcome = tests::told(scenario, "silence watched");
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.halts[0].at == policy::parse_rfc3339("2024-07-19T06:00:00Z"));
  CHECK(outcome.halts[0].group.text() == "pilot");
  CHECK(outcome.halts[0].version.text() == kBad);
  CHECK(outcome.halts[0].deserved);
  CHECK(outcome.halts[0].why.find("silence") != std::string::npos);
  CHECK(counted(scenario, outcome, kBad, "pilot").took < 40);
  CHECK(beyond_the_pilot(scenario, outcome) == 0);
  CHECK(counted(scenario, outcome, kFixed).took == 85'000);
}
