#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "policy/simulate/scenario.h"
#include "tests/scenarios/shipped/shipped.h"

namespace {

std::vector<std::string> names_in(const std::string& folder) {
  std::set<std::string> names;
  for (const auto& entry :
       std::filesystem::directory_iterator{std::filesystem::path{SLUICE_SOURCE} / folder}) {
    if (entry.path().extension() == ".yaml") names.insert(entry.path().stem().string());
  }
  return {names.begin(), names.end()};
}

}  // namespace

TEST_CASE("the scenarios that come with the product can be read with all that they compare",
          "[shipped]") {
  CHECK(names_in("config/scenarios") ==
        std::vector<std::string>{"cisa", "crowdstrike", "defender", "driver-conflict", "july-2024",
                                 "outage", "outbreak-month", "pilot-site-offline", "withsecure",
                                 "zero-day-in-freeze"});
  for (const auto& name : names_in("config/scenarios")) {
    CAPTURE(name);
    const auto scenario = tests::shipped_scenario(name);
    REQUIRE_FALSE(scenario.policies.empty());
    for (const auto& one : scenario.policies) {
      CAPTURE(one.name);
      const auto made = tests::contender(scenario, one.name);
      CHECK(made.rules.has_value() == !one.file.empty());
    }
  }
}

TEST_CASE("every group of a shipped scenario is in the policies that it compares", "[shipped]") {
  for (const auto& name : names_in("config/scenarios")) {
    const auto scenario = tests::shipped_scenario(name);
    for (const auto& one : scenario.policies) {
      const auto made = tests::contender(scenario, one.name);
      if (!made.rules) continue;
      for (const auto& group : scenario.fleet) {
        CAPTURE(name, one.name, group.group.text());
        const auto& groups = made.rules->groups;
        CHECK(std::ranges::count(groups, group.group, &policy::Group::id) == 1);
      }
      CAPTURE(name, one.name);
      CHECK(std::ranges::count(made.rules->feeds, scenario.feed.id, &policy::FeedRules::id) == 1);
    }
  }
}

TEST_CASE("the July scenario is as large as what happened", "[shipped]") {
  std::uint64_t devices = 0;
  for (const auto& group : tests::shipped_scenario("july-2024").fleet) devices += group.devices;
  CHECK(devices == 8'500'000);
}

TEST_CASE("the presets that come with the product are accepted", "[shipped]") {
  CHECK(names_in("config/presets") ==
        std::vector<std::string>{"cisa", "crowdstrike", "defender", "withsecure"});
  for (const auto& name : names_in("config/presets")) {
    CAPTURE(name);
    CHECK(tests::warnings_of("config/presets/" + name + ".yaml") ==
          (name == "crowdstrike"
               ? std::vector<std::string>{}
               : std::vector<std::string>{"no feed's clients report failures to this version; "
                                          "'failed' limits what monitoring and people report"}));
  }
}
