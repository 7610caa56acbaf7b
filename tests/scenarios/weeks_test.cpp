#include <catch2/catch.hpp>

#include "tests/scenarios/a_scenario.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using tests::AScenario;
using tests::day;

namespace {

constexpr const char* kThreeStages =
    "groups:\n"
    "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - { name: office, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - { name: plants, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: software\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [pilot]\n"
    "      - groups: [office]\n"
    "        soak: 2d\n"
    "        gate: { bake: 1d }\n"
    "      - groups: [plants, default]\n"
    "        soak: 4d\n"
    "        gate: { bake: 1d }\n"
    "        approve: [{ role: plant-manager, people: 1 }]\n";

/// Everybody runs "one" on day 0.
struct AWeek : AScenario {
  AWeek() : AScenario{kThreeStages} {
    vendor_has("agent.bin", "one");
    sync();
    adopt({"office", "plants", "default"});
  }
};

}  // namespace

TEST_CASE("a release reaches each stage on its day and the last when it is approved",
          "[scenario]") {
  AWeek week;
  week.pass(24h);
  week.vendor_has("agent.bin", "two");
  week.sync();
  CHECK(week.get("pilot", "agent.bin") == "two");

  week.pass(48h - 1s);
  CHECK(week.get("office", "agent.bin") == "one");
  CHECK(week.why("office") == "soaking until 2026-01-04 00:00 UTC");
  week.pass(1s);
  CHECK(week.get("office", "agent.bin") == "two");

  week.pass(72h);
  CHECK(week.get("plants", "agent.bin") == "one");
  CHECK(week.why("plants") == "nobody has approved it yet (plant-manager)");
  CHECK_THAT(week.approve({"plants"}), Contains("for plants"));
  CHECK(week.get("plants", "agent.bin") == "two");
  CHECK(week.get("default", "agent.bin") == "one");
}

TEST_CASE("a vendor that publishes every six hours starves no stage", "[scenario]") {
  AWeek week;
  for (int hour = 0; hour < 24 * 8; hour += 6) {
    week.vendor_has("agent.bin", "at hour " + std::to_string(hour));
    week.sync();
    week.pass(6h);
  }
  CHECK_THAT(week.get("pilot", "agent.bin"), Contains("at hour"));
  CHECK_THAT(week.get("office", "agent.bin"), Contains("at hour"));
}

TEST_CASE("a hold before the weekend stops everything until it is lifted", "[scenario]") {
  AWeek week;
  week.pass(24h);
  CHECK(week.hold() == "hold of acme for all groups is in force");
  week.vendor_has("agent.bin", "two");
  week.sync();
  week.pass(72h);
  CHECK(week.get("pilot", "agent.bin") == "one");
  CHECK(week.why("pilot") == "held by ann: as agreed");
  week.lift_hold();
  CHECK(week.get("pilot", "agent.bin") == "two");
}

TEST_CASE("a relay that was off opens what became due and forgets nothing", "[scenario]") {
  AWeek week;
  week.pass(24h);
  week.vendor_has("agent.bin", "two");
  week.sync();
  week.restart();
  CHECK(week.get("pilot", "agent.bin") == "two");
  CHECK(week.get("office", "agent.bin") == "one");

  week.clock.advance(72h);
  week.restart();
  CHECK(week.get("office", "agent.bin") == "two");
}

TEST_CASE("a vendor that lies is refused and what was served before is still served",
          "[scenario]") {
  AWeek week;
  week.pass(24h);
  week.vendor_has("agent.bin", "two");
  week.vendor.files[AScenario::url("agent.bin")] = "not";
  week.sync();
  CHECK(week.get("pilot", "agent.bin") == "one");
  week.vendor.files[AScenario::url("agent.bin")] = "two";
  week.sync();
  CHECK(week.get("pilot", "agent.bin") == "two");
}

TEST_CASE("a vendor that is down is asked again later and nothing is taken back", "[scenario]") {
  AWeek week;
  week.vendor.files.clear();
  const auto first = week.sync();
  CHECK_FALSE(first.changed);
  CHECK(first.next > week.clock.now());
  CHECK(first.next <= week.clock.now() + 1h);
  CHECK(week.get("pilot", "agent.bin") == "one");
}

TEST_CASE("a clock that was set back opens nothing until it has caught up", "[scenario]") {
  AWeek week;
  week.pass(72h);
  week.clock.step_to(day(1));
  week.restart();
  week.vendor_has("agent.bin", "two");
  week.sync();
  CHECK(week.get("pilot", "agent.bin") == "one");
  CHECK_THAT(week.why("pilot"), Contains("the clock is not trusted"));
  week.pass(72h);
  CHECK(week.get("pilot", "agent.bin") == "two");
}
