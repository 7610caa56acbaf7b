#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/scenarios/shipped/shipped.h"

using namespace std::chrono_literals;
using policy::simulate::Contender;
using policy::simulate::Outcome;
using policy::simulate::Scenario;
using tests::counted;

namespace {

/// Some days of a preset's scenario with a quarter of the devices.
Scenario small(const std::string& name, tests::Days days) {
  return tests::scaled(tests::part_of(tests::shipped_scenario(name), days), 4, 200);
}

/// How long after its publication a release was opened to all of a group.
policy::Span opened_after(const Scenario& scenario, const Outcome& outcome,
                          std::string_view version, std::string_view group) {
  const auto published = std::ranges::find_if(
      scenario.vendor, [&](const auto& one) { return one.version.text() == version; });
  const auto release = std::ranges::find_if(
      outcome.releases, [&](const auto& one) { return one.version.text() == version; });
  for (const auto& [at, event] : outcome.events) {
    const auto* const opened = std::get_if<policy::Opened>(&event);
    const auto* const widened = std::get_if<policy::Widened>(&event);
    const auto here = [&](const auto& it) {
      return it.group.text() == group && it.release == release->sequence &&
             it.to == policy::kEverybody;
    };
    if ((opened != nullptr && here(*opened)) || (widened != nullptr && here(*widened))) {
      return at - published->at;
    }
  }
  FAIL(version << " was not opened to all of " << group);
  return {};
}

/// The same world with another of a preset's feeds.
Scenario with_feed(Scenario scenario, const char* feed, policy::ContentClass content) {
  scenario.feed.id = *policy::FeedId::parse(feed);
  scenario.feed.content = content;
  return scenario;
}

}  // namespace

TEST_CASE("WithSecure's stages let nothing begin outside working hours or before a weekend",
          "[shipped][preset]") {
  const auto scenario = small("withsecure", {0, 11});
  const auto outcome = tests::told(scenario, "WithSecure's stages");
  CHECK(opened_after(scenario, outcome, "agent 7.1", "production") > 24h * 7);
  CHECK(opened_after(scenario, outcome, "agent 7.1", "production") < 24h * 14);
  std::size_t looked_at = 0;
  for (const auto& [at, event] : outcome.events) {
    const auto* const opened = std::get_if<policy::Opened>(&event);
    if (opened == nullptr) continue;
    const auto& group = opened->group.text();
    if (group != "early-access" && group != "production") continue;
    // Helsinki is two hours ahead of UTC until the 29th of March.
    const auto wall = policy::unix_seconds(at) + 2 * 3'600;
    const auto weekday = (wall / 86'400 + 3) % 7;  // Monday is 0.
    CHECK(weekday <= 3);                           // 24 h before a weekend begin on Friday.
    CHECK(wall % 86'400 >= 9 * 3'600);
    CHECK(wall % 86'400 < 15 * 3'600);
    ++looked_at;
  }
  CHECK(looked_at == 2);
}

TEST_CASE("WithSecure's stages keep what fails on the bench there", "[shipped][preset]") {
  const auto scenario = small("withsecure", {15, 20});
  const auto outcome = tests::told(scenario, "WithSecure's stages");
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.halts[0].group.text() == "test-bench");
  CHECK(counted(scenario, outcome, "agent 7.2").took ==
        counted(scenario, outcome, "agent 7.2", "test-bench").took);
  CHECK(counted(scenario, outcome, "agent 7.3", "staging").took > 0);
}

TEST_CASE("WithSecure's stages let intelligence through within hours", "[shipped][preset]") {
  auto scenario =
      with_feed(small("withsecure", {0, 2}), "intelligence", policy::ContentClass::Intelligence);
  for (auto& group : scenario.fleet) group.polls = 15min;
  scenario.checks[0].after = 20min;
  const auto outcome = tests::told(scenario, "WithSecure's stages");
  CHECK(opened_after(scenario, outcome, "agent 7.1", "staging") == 30min);
  CHECK(opened_after(scenario, outcome, "agent 7.1", "production") < 6h);
}

TEST_CASE("Defender's channels come one after the other and delayed 48 hours after broad",
          "[shipped][preset]") {
  const auto scenario = small("defender", {0, 15});
  const auto outcome = tests::told(scenario, "Defender's channels");
  const auto after = [&](std::string_view group) {
    return opened_after(scenario, outcome, "4.18.2603", group);
  };
  CHECK(after("beta") == 0s);
  CHECK(after("preview") == 24h * 2);
  CHECK(after("staged") == 24h * 5);
  CHECK(after("broad") == 24h * 12);
  CHECK(after("delayed") == 24h * 14);
}

TEST_CASE("Defender's channels keep a bad monthly update in preview", "[shipped][preset]") {
  const auto scenario = small("defender", {30, 35});
  const auto outcome = tests::told(scenario, "Defender's channels");
  REQUIRE_FALSE(outcome.halts.empty());
  CHECK(outcome.false_halts == 0);
  for (const auto* const group : {"staged", "broad", "delayed"}) {
    CAPTURE(group);
    CHECK(counted(scenario, outcome, "4.18.2604", group).took == 0);
  }
}

TEST_CASE("Defender's intelligence knows staged and broad only", "[shipped][preset]") {
  const auto scenario =
      with_feed(small("defender", {0, 2}), "intelligence", policy::ContentClass::Intelligence);
  const auto outcome = tests::told(scenario, "Defender's channels");
  for (const auto* const group : {"beta", "preview", "staged"}) {
    CHECK(opened_after(scenario, outcome, "4.18.2603", group) == 0s);
  }
  for (const auto* const group : {"broad", "delayed"}) {
    CHECK(opened_after(scenario, outcome, "4.18.2603", group) == 2h);
  }
}

TEST_CASE("CrowdStrike's delays come out by group", "[shipped][preset]") {
  const auto scenario = small("crowdstrike", {0, 4});
  const auto outcome = tests::told(scenario, "CrowdStrike's content policies");
  const auto after = [&](std::string_view group) {
    return opened_after(scenario, outcome, "good", group);
  };
  CHECK(after("early-access") == 0s);
  CHECK(after("workstations") == 12h);
  CHECK(after("servers") == 24h);
  CHECK(after("critical") == 72h);
}

TEST_CASE("CrowdStrike's policies keep what kills in early access whether it is replaced or not",
          "[shipped][preset]") {
  const auto scenario = small("crowdstrike", {4, 11});
  const auto outcome = tests::told(scenario, "CrowdStrike's content policies");
  CHECK(outcome.false_halts == 0);
  for (const auto* const version : {"replaced", "not replaced"}) {
    CAPTURE(version);
    CHECK(counted(scenario, outcome, version, "early-access").took > 0);
    CHECK(counted(scenario, outcome, version).took ==
          counted(scenario, outcome, version, "early-access").took);
  }
}

TEST_CASE("CrowdStrike's sensors are N and N-1 and N-2", "[shipped][preset]") {
  auto scenario =
      with_feed(small("crowdstrike", {0, 12}), "sensor", policy::ContentClass::Software);
  scenario.feed.rhythm = 24h * 3;
  scenario.vendor.clear();
  for (const auto* const version : {"7.1", "7.2", "7.3"}) {
    const auto days = static_cast<int>(scenario.vendor.size()) * 3;
    scenario.vendor.push_back(
        {.at = scenario.start + 6h + 24h * days, .version = *policy::VersionText::parse(version)});
  }
  const auto outcome = tests::told(scenario, "CrowdStrike's content policies");
  const auto everybody = [&](std::string_view version, std::string_view group) {
    const auto there = counted(scenario, outcome, version, group);
    return there.took == there.devices;
  };
  const auto nobody = [&](std::string_view version, std::string_view group) {
    return counted(scenario, outcome, version, group).took == 0;
  };
  CHECK(everybody("7.3", "early-access"));
  CHECK(everybody("7.2", "workstations"));
  CHECK(nobody("7.3", "workstations"));
  CHECK(everybody("7.1", "servers"));
  CHECK(nobody("7.2", "servers"));
  CHECK(everybody("7.1", "critical"));
}

TEST_CASE("CISA's phases widen what has shown itself and stop nothing good", "[shipped][preset]") {
  const auto scenario = small("cisa", {0, 8});
  const auto outcome = tests::told(scenario, "CISA's phases");
  CHECK(outcome.halts.empty());
  CHECK(opened_after(scenario, outcome, "3.1", "internal") == 2h);  // When the bench said yes.
  CHECK(opened_after(scenario, outcome, "3.1", "canary") > 24h);
  CHECK(opened_after(scenario, outcome, "3.1", "everyone") > 24h * 6);
}

TEST_CASE("CISA's phases stop what the bench finds before anybody and one model's fault inside",
          "[shipped][preset]") {
  const auto scenario = small("cisa", {12, 17});
  const auto outcome = tests::told(scenario, "CISA's phases");
  CHECK(counted(scenario, outcome, "3.2").took == 0);
  CHECK(counted(scenario, outcome, "3.3").took ==
        counted(scenario, outcome, "3.3", "internal").took);
  REQUIRE(outcome.halts.size() == 1);
  CHECK(outcome.halts[0].why.find("model 't14'") != std::string::npos);
}
