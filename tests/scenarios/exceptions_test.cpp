#include <catch2/catch.hpp>

#include "relay/rollout/bypass_acts.h"
#include "relay/rollout/judge_acts.h"
#include "tests/scenarios/a_scenario.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Catch::Matchers::EndsWith;
using policy::Skippable;
using relay::rollout::bypass;
using relay::rollout::BypassWish;
using tests::AScenario;
using tests::day;

namespace {

constexpr const char* kSlow =
    "groups:\n"
    "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - { name: office, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: software\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [pilot]\n"
    "      - groups: [office, default]\n"
    "        soak: 7d\n"
    "        gate: { bake: 1d }\n"
    "bypass: { normal: [{ role: boss }], at_most: 24h }\n";

constexpr const char* kWorkingHours =
    "groups:\n"
    "  - { name: pilot, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - { name: office, match: [{ address: 127.0.0.0/8 }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: software\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [pilot]\n"
    "      - groups: [office, default]\n"
    "        window: working-hours\n"
    "        ramp: [{ to: 5%, hold: 4h }, { to: 100% }]\n"
    "calendars:\n"
    "  working-hours:\n"
    "    zone: UTC\n"
    "    open: [{ days: [mon, tue, wed, thu, fri], at: \"09:00\", for: 7h }]\n"
    "    not_within: { before: weekend, of: 24h }\n";

/// Everybody runs "one"; "two" came on day 1, a Friday.
struct AStory : AScenario {
  explicit AStory(const char* rules) : AScenario{rules} {
    vendor_has("agent.bin", "one");
    sync();
    adopt({"office", "default"});
    pass(24h);
    vendor_has("agent.bin", "two");
    sync();
  }
  std::string bypass_two(policy::Span lasts) {
    const BypassWish wish{.skips = policy::Skips{}.with(Skippable::Soak).with(Skippable::Gate),
                          .lasts = lasts};
    return on(bypass, version(2), {"office"}, wish);
  }
  std::string office() const { return get("office", "agent.bin"); }
};

}  // namespace

TEST_CASE("a bypass lets a release pass its soak for the groups that it names",
          "[scenario][bypass]") {
  AStory story{kSlow};
  CHECK_THAT(story.bypass_two(12h), EndsWith("it is in force"));
  CHECK(story.office() == "two");
  CHECK(story.get("default", "agent.bin") == "one");
  story.pass(24h);
  story.restart();
  CHECK(story.office() == "two");
  CHECK(story.get("default", "agent.bin") == "one");
}

TEST_CASE("a bypass that ends while a hold is in force has opened nothing", "[scenario][bypass]") {
  AStory story{kSlow};
  story.hold();
  story.bypass_two(12h);
  story.pass(12h);
  story.lift_hold();
  CHECK(story.office() == "one");
  CHECK_THAT(story.why("office"), Contains("soaking until 2026-01-09 00:00 UTC"));
}

TEST_CASE("a release of Friday waits for Monday's window and widens in it alone",
          "[scenario][window]") {
  AStory story{kWorkingHours};
  const auto monday = day(4) + 9h;
  REQUIRE(story.clock.now() == day(1));
  story.pass(monday - 1s - day(1));
  CHECK(story.share("office", "agent.bin", "two") == 0);
  story.restart();
  story.pass(1s);
  const unsigned first = story.share("office", "agent.bin", "two");
  CHECK(first > 20);
  CHECK(first < 80);
  story.pass(4h);
  CHECK(story.share("office", "agent.bin", "two") == 1'000);
}

TEST_CASE("a step that falls due after the window waits for the next one", "[scenario][window]") {
  AStory story{kWorkingHours};
  story.hold();
  story.pass(day(4) + 14h - day(1));
  story.lift_hold();  // Two hours before the window ends; the step is held for four.
  CHECK(story.share("office", "agent.bin", "two") > 20);
  story.pass(day(5) + 9h - 1s - (day(4) + 14h));
  CHECK(story.share("office", "agent.bin", "two") < 80);
  story.pass(1s);
  CHECK(story.share("office", "agent.bin", "two") == 1'000);
}

TEST_CASE("a release that is replaced at once reaches no later stage", "[scenario][suspect]") {
  AStory story{kSlow};
  CHECK(story.get("pilot", "agent.bin") == "two");
  story.pass(78min);
  story.vendor_has("agent.bin", "three");
  const auto round = story.sync();
  CHECK_THAT(round.said.back(), Contains("is suspect: superseded abnormally fast"));
  CHECK(story.get("pilot", "agent.bin") == "three");  // It does not wait for a bake of that one.
  for (int days = 0; days < 7; ++days) {
    CHECK(story.office() == "one");
    story.pass(24h);
  }
  CHECK(story.office() == "three");
}

TEST_CASE("what a vendor has gone back from spreads no further until a person trusts it",
          "[scenario][suspect]") {
  AStory story{kSlow};
  story.pass(24h);
  story.vendor_has("agent.bin", "one");
  CHECK_THAT(story.sync().said.back(), Contains("is suspect: the vendor went back to"));
  story.pass(24h * 10);
  CHECK(story.get("pilot", "agent.bin") == "two");
  CHECK(story.office() == "one");
  CHECK_THAT(story.why("office"), Contains("the vendor went back to " + story.version(1)));
  story.sync();
  CHECK_THAT(story.on(relay::rollout::trust, story.version(2), {}), EndsWith("is trusted again"));
  story.sync();
  CHECK(story.office() == "two");
}

TEST_CASE("a relay that was off for long opens nothing until a person confirms its clock",
          "[scenario][clock]") {
  AStory story{kSlow};
  story.clock.advance(24h * 8);
  story.restart();
  CHECK(story.office() == "one");
  CHECK_THAT(story.why("office"), Contains("8d after the last time that the relay knew"));
  REQUIRE(story.engine().confirm_clock({.actor = "ann", .reason = "it was moved"}));
  CHECK(story.office() == "two");
}
