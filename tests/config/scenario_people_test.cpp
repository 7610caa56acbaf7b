#include "config/scenario_people.h"

#include <catch2/catch.hpp>

#include "tests/config/a_scenario_text.h"

using namespace std::chrono_literals;
using policy::Skippable;
using policy::simulate::Damage;
using tests::with;

TEST_CASE("people do nothing unless it is said how long it takes them", "[config][scenario]") {
  const auto nobody = tests::AScenarioText{}.good().people;
  CHECK_FALSE(nobody.approve);
  CHECK_FALSE(nobody.judge);
  CHECK_FALSE(nobody.acknowledge);
  CHECK_FALSE(nobody.repair);
  const auto people =
      with(
          "people: { hours: { from: \"08:30\", until: \"16:00\", utc_offset: +02:00 }, approve: "
          "4h, judge: 0s, acknowledge: 1h, repair: 12h }")
          .good()
          .people;
  CHECK(people.hours.from == 8h + 30min);
  CHECK(people.hours.until == 16h);
  CHECK(people.hours.utc_offset == 2h);
  CHECK(people.approve == 4h);
  CHECK(people.judge == 0s);
  CHECK(people.acknowledge == 1h);
  CHECK(people.repair == 12h);
}

TEST_CASE("people's hours end after they begin", "[config][scenario]") {
  CHECK(with("people: { hours: { from: \"16:59\" } }").problems().empty());
  CHECK(with("people: { hours: { from: \"17:00\" } }").problems() ==
        "scenarios/a.yaml:7:20: people's hours end on the day that they begin, and after it\n"
        "  7 | people: { hours: { from: \"17:00\" } }\n"
        "                         ^\n");
  CHECK(with("people: { hours: { from: \"22:00\", until: \"06:00\" } }").problems() ==
        "scenarios/a.yaml:7:42: people's hours end on the day that they begin, and after it\n"
        "  7 | people: { hours: { from: \"22:00\", until: \"06:00\" } }\n"
        "                                               ^\n");
}

TEST_CASE("a repair takes a while and every delay has a unit", "[config][scenario]") {
  CHECK(with("people: { approve: 4, repair: 0s }").problems() ==
        "scenarios/a.yaml:7:20: expected a duration such as 90m, 12h or 3d, found '4'\n"
        "  7 | people: { approve: 4, repair: 0s }\n"
        "                         ^\n"
        "scenarios/a.yaml:7:31: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        "  7 | people: { approve: 4, repair: 0s }\n"
        "                                    ^\n");
}

TEST_CASE("a planned bypass lets a release skip rules once it is there", "[config][scenario]") {
  const auto bypasses =
      with("people: { bypasses: [{ at: 2h, version: one, skip: [window, soak] }] }")
          .good()
          .people.bypasses;
  REQUIRE(bypasses.size() == 1);
  CHECK(bypasses[0].skips == policy::Skips{}.with(Skippable::Soak).with(Skippable::Window));
  CHECK(with("people: { bypasses: [{ at: 1h 59m, version: one, skip: [soak] }] }").problems() ==
        "scenarios/a.yaml:7:45: people let 'one' through at 2026-03-02 01:59 UTC, before the "
        "vendor publishes it at 2026-03-02 02:00 UTC\n"
        "  7 | people: { bypasses: [{ at: 1h 59m, version: one, skip: [soak] }] }\n"
        "                                                  ^\n");
  CHECK(with("people: { bypasses: [{ at: 3h, version: on, skip: [soak] }] }").problems() ==
        "scenarios/a.yaml:7:41: the vendor publishes no version 'on'; did you mean 'one'?\n"
        "  7 | people: { bypasses: [{ at: 3h, version: on, skip: [soak] }] }\n"
        "                                              ^\n");
}

TEST_CASE("a bypass skips rules of a stage and something", "[config][scenario]") {
  CHECK(with("people: { bypasses: [{ at: 3h, version: one, skip: [soaks] }] }").problems() ==
        "scenarios/a.yaml:7:53: expected soak, gate, train, checks, approval, window or ramp, "
        "found 'soaks'; did you mean 'soak'?\n"
        "  7 | people: { bypasses: [{ at: 3h, version: one, skip: [soaks] }] }\n"
        "                                                          ^\n");
  CHECK(with("people: { bypasses: [{ at: 3h, version: one, skip: [] }] }").problems() ==
        "scenarios/a.yaml:7:52: a bypass that skips nothing lets nothing through\n"
        "  7 | people: { bypasses: [{ at: 3h, version: one, skip: [] }] }\n"
        "                                                         ^\n");
}

TEST_CASE("a check says what it finds and is there once", "[config][scenario]") {
  const auto checks =
      with(
          "checks: [{ name: bench, after: 2h, finds: [fall-silent, false-positive] }, { name: "
          "dry-run }]")
          .good()
          .checks;
  REQUIRE(checks.size() == 2);
  CHECK(checks[0].name == "bench");
  CHECK(checks[0].after == 2h);
  CHECK(checks[0].finds == std::vector<Damage>{Damage::FallSilent, Damage::FalsePositive});
  CHECK(checks[1].finds.empty());
  CHECK(with("checks: [{ name: a }, { name: a, finds: [all] }]").problems() ==
        "scenarios/a.yaml:7:25: check 'a' stands twice in this list\n"
        "  7 | checks: [{ name: a }, { name: a, finds: [all] }]\n"
        "                              ^\n"
        "scenarios/a.yaml:7:42: expected fall-silent, fail or false-positive, found 'all'\n"
        "  7 | checks: [{ name: a }, { name: a, finds: [all] }]\n"
        "                                               ^\n");
}
