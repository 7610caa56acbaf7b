#include <catch2/catch.hpp>

#include "relay/rollout/stop_acts.h"
#include "tests/scenarios/a_scenario.h"

using namespace std::chrono_literals;
using tests::AScenario;

namespace {

namespace acts = relay::rollout;  // The system has a pause() of its own.

constexpr const char* kRamp =
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
    "        ramp: [{ to: 5%, hold: 4h }, { to: 25%, hold: 1d }, { to: 100% }]\n";

/// Everybody runs "one"; "two" is on its way since day 2.
struct ARamp : AScenario {
  ARamp() : AScenario{kRamp} {
    vendor_has("agent.bin", "one");
    sync();
    pass(48h);
    vendor_has("agent.bin", "two");
    sync();
  }
  unsigned has_two() const { return share("office", "agent.bin", "two"); }
};

bool is_about(unsigned of_a_thousand, unsigned wanted) {
  return of_a_thousand > wanted - 25 && of_a_thousand < wanted + 25;
}

}  // namespace

TEST_CASE("a ramp goes on step by step through a restart", "[scenario][ramp]") {
  ARamp story;
  CHECK(is_about(story.has_two(), 50));
  story.pass(4h - 1s);
  CHECK(is_about(story.has_two(), 50));
  story.restart();
  CHECK(is_about(story.has_two(), 50));
  story.pass(1s);
  CHECK(is_about(story.has_two(), 250));
  story.restart();
  story.pass(24h - 1s);
  CHECK(is_about(story.has_two(), 250));
  story.pass(1s);
  CHECK(story.has_two() == 1'000);
  CHECK(story.get("default", "agent.bin") == "two");
}

TEST_CASE("whoever a ramp has reached keeps the release while it widens", "[scenario][ramp]") {
  ARamp story;
  std::vector<unsigned> first;
  for (unsigned device = 0; device < 1'000; ++device) {
    if (story.get("office", "agent.bin", device) == "two") first.push_back(device);
  }
  story.pass(5h);
  for (const unsigned device : first) CHECK(story.get("office", "agent.bin", device) == "two");
}

TEST_CASE("a paused ramp stands still and goes on where it was", "[scenario][ramp]") {
  ARamp story;
  story.pass(3h);
  CHECK(story.on(acts::pause, story.version(2), {"office"}) ==
        "paused " + story.version(2) + " for office");
  story.pass(72h);
  story.restart();
  CHECK(is_about(story.has_two(), 50));
  story.on(acts::resume, story.version(2), {"office"});
  story.pass(1h - 1s);
  CHECK(is_about(story.has_two(), 50));
  story.pass(1s);
  CHECK(is_about(story.has_two(), 250));
}

TEST_CASE("a stop of everything takes back what is on its way and lifts to where it was",
          "[scenario][stop]") {
  ARamp story;
  story.pass(4h);
  REQUIRE(is_about(story.has_two(), 250));
  CHECK(story.done(acts::stop) ==
        "everything is stopped: nothing opens or widens until this is lifted");
  CHECK(story.has_two() == 0);
  CHECK(story.get("pilot", "agent.bin") == "two");  // All of it has it already.
  story.vendor_has("agent.bin", "three");
  story.sync();
  story.pass(72h);
  story.restart();
  CHECK(story.get("pilot", "agent.bin") == "two");
  CHECK(story.has_two() == 0);
  story.done(acts::lift_stop);
  CHECK(story.get("pilot", "agent.bin") == "three");
}
