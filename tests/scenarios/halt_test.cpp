#include <catch2/catch.hpp>

#include "relay/catalog/halts.h"
#include "relay/rollout/stop_acts.h"
#include "tests/scenarios/a_scenario.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::rollout::acknowledge;
using relay::rollout::Decision;
using How = policy::Halt::Acknowledged::How;
using tests::AScenario;

namespace {

constexpr const char* kTwoStages =
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
    "        soak: 4h\n"
    "        gate: { bake: 4h }\n";

/// Everybody runs "one"; "two" came on day 1 and was halted in pilot two hours later.
struct AHalt : AScenario {
  AHalt() : AScenario{kTwoStages} {
    vendor_has("agent.bin", "one");
    sync();
    adopt({"office", "default"});
    pass(24h);
    vendor_has("agent.bin", "two");
    sync();
    pass(2h);
    engine().state().write([&](relay::db::Transaction& tx) {
      relay::catalog::halt(tx, feed(), {2}, policy::GroupId::parse("pilot"),
                           {.at = clock.now(), .reason = "silence 9 of 20"});
    });
    engine().turn();
  }
};

}  // namespace

TEST_CASE("a halted release goes nowhere until a person says that it may", "[scenario][halt]") {
  AHalt story;
  CHECK(story.get("pilot", "agent.bin") == "one");
  story.pass(48h);
  story.restart();
  CHECK(story.get("pilot", "agent.bin") == "one");
  CHECK(story.get("office", "agent.bin") == "one");
  CHECK_THAT(story.why("office"), Contains("silence 9 of 20"));
  story.on(acknowledge, story.version(2), {}, Decision{.how = How::Resume});
  CHECK(story.get("pilot", "agent.bin") == "two");
  story.pass(24h);
  CHECK(story.get("office", "agent.bin") == "two");
}

TEST_CASE("the next release goes past the first stage when it is named as the fix",
          "[scenario][halt]") {
  AHalt story;
  story.pass(4h);
  story.vendor_has("agent.bin", "three");
  story.sync();
  CHECK(story.get("pilot", "agent.bin") == "three");
  story.pass(48h);
  CHECK(story.get("office", "agent.bin") == "one");
  story.on(acknowledge, story.version(2), {}, Decision{.how = How::Block});
  CHECK(story.get("office", "agent.bin") == "one");
  CHECK(story.on(acknowledge, story.version(2), {}, Decision{.fixed_by = story.version(3)}) ==
        "the halt of " + story.version(2) + " is acknowledged: block, fixed by " +
            story.version(3));
  CHECK(story.get("office", "agent.bin") == "three");
  CHECK(story.get("default", "agent.bin") == "three");
}
