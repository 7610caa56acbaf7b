#include "config/scenario_fleet.h"

#include <catch2/catch.hpp>

#include "tests/config/a_scenario_text.h"

using namespace std::chrono_literals;
using tests::with_fleet;

namespace {

/// One group with these settings, which begin in line 6, column 29.
tests::AScenarioText group(const std::string& settings) {
  return with_fleet("  - { group: a, devices: 10, " + settings + " }\n");
}

}  // namespace

TEST_CASE("a group of the fleet says how many there are and how they live", "[config][scenario]") {
  const auto scenario =
      group(
          "polls: 30m, spread: 8%, absence: { nights: 40%, weekends: 30%, hourly: 3%, lasting: "
          "2h, reimaged: 0.5% }, models: [{ name: t14, share: 8% }, { name: x1, share: 92% }]")
          .good();
  REQUIRE(scenario.fleet.size() == 1);
  const auto& read = scenario.fleet[0];
  CHECK(read.group.text() == "a");
  CHECK(read.devices == 10);
  CHECK(read.polls == 30min);
  CHECK(read.spread == policy::BasisPoints{800});
  CHECK(read.absence.nights == policy::BasisPoints{4'000});
  CHECK(read.absence.weekends == policy::BasisPoints{3'000});
  CHECK(read.absence.hourly == policy::BasisPoints{300});
  CHECK(read.absence.lasting == 2h);
  CHECK(read.absence.reimaged == policy::BasisPoints{50});
  REQUIRE(read.models.size() == 2);
  CHECK(read.models[1].name == "x1");
  CHECK(read.models[1].share == policy::BasisPoints{9'200});
}

TEST_CASE("a fleet has at most ten million devices", "[config][scenario]") {
  const std::string most = "  - { group: a, devices: 9999999 }\n  - { group: b, devices: 1 }\n";
  CHECK(with_fleet(most).good().fleet.size() == 2);
  CHECK(with_fleet(most + "  - { group: c, devices: 1 }\n").problems() ==
        "scenarios/a.yaml:6:3: a fleet has at most 10000000 devices, and this one 10000001\n"
        "  6 |   - { group: a, devices: 9999999 }\n"
        "        ^\n");
  CHECK(with_fleet("  - { group: a, devices: 0 }\n").problems() ==
        "scenarios/a.yaml:6:26: expected a number from 1 to 10000000, found '0'\n"
        "  6 |   - { group: a, devices: 0 }\n"
        "                               ^\n");
}

TEST_CASE("a fleet has groups and each of them once", "[config][scenario]") {
  CHECK(tests::AScenarioText{.fleet = "fleet: []\n"}.problems() ==
        "scenarios/a.yaml:5:8: a fleet without a group has no devices\n"
        "  5 | fleet: []\n"
        "             ^\n");
  CHECK(with_fleet("  - { group: a, devices: 1 }\n  - { group: a, devices: 1 }\n").problems() ==
        "scenarios/a.yaml:7:5: group 'a' is there twice; it is already in line 6\n"
        "  7 |   - { group: a, devices: 1 }\n"
        "          ^\n");
  const auto groups = [](int count) {
    std::string lines;
    for (int n = 0; n < count; ++n) {
      lines += "  - { group: g" + std::to_string(n) + ", devices: 1 }\n";
    }
    return with_fleet(lines);
  };
  CHECK(groups(200).problems().empty());
  CHECK(groups(201).problems().starts_with(
      "scenarios/a.yaml:6:3: a fleet has at most 200 groups, and this one 201\n"));
}

TEST_CASE("devices ask at whole minutes and at least each week", "[config][scenario]") {
  CHECK(group("polls: 5m").good().fleet[0].polls == 5min);
  CHECK(group("polls: 7d").good().fleet[0].polls == 24h * 7);
  CHECK(group("polls: 4m").problems() ==
        "scenarios/a.yaml:6:37: expected whole minutes, from 5m to 7d, found '4m'\n"
        "  6 |   - { group: a, devices: 10, polls: 4m }\n"
        "                                          ^\n");
  CHECK_FALSE(group("polls: 7d 1m").problems().empty());
  CHECK_FALSE(group("polls: 90s").problems().empty());
  CHECK(group("polls: 60").problems() ==
        "scenarios/a.yaml:6:37: expected a duration such as 90m, 12h or 3d, found '60'\n"
        "  6 |   - { group: a, devices: 10, polls: 60 }\n"
        "                                          ^\n");
}

TEST_CASE("shares of a fleet are above nobody and at most everybody", "[config][scenario]") {
  CHECK(group("spread: 100%").good().fleet[0].spread == policy::kEverybody);
  CHECK(group("spread: 101%").problems() ==
        "scenarios/a.yaml:6:38: expected a share from 0.01% to 100%, found '101%'\n"
        "  6 |   - { group: a, devices: 10, spread: 101% }\n"
        "                                           ^\n");
  for (const auto* const wrong : {"0%", "NaN", "nan%", "0.5", "-1%"}) {
    CAPTURE(wrong);
    CHECK_FALSE(group("absence: { hourly: " + std::string{wrong} + " }").problems().empty());
  }
  CHECK(group("absence: { lasting: 2h }").problems() ==
        "scenarios/a.yaml:6:41: 'lasting' says how long those of 'hourly' are off, and there is no "
        "'hourly'\n"
        "  6 |   - { group: a, devices: 10, absence: { lasting: 2h } }\n"
        "                                              ^\n");
}

TEST_CASE("a group's models are everybody and at most sixteen", "[config][scenario]") {
  CHECK(
      group("models: [{ name: a, share: 60% }, { name: b, share: 41% }]").problems() ==
      "scenarios/a.yaml:6:38: the shares of a group's models add up to 100%, and these to 101%\n"
      "  6 |   - { group: a, devices: 10, models: [{ name: a, share: 60% }, { name: b, share: 41% "
      "}] }\n"
      "                                           ^\n");
  CHECK_FALSE(group("models: [{ name: a, share: 99.99% }]").problems().empty());
  CHECK(
      group("models: [{ name: a, share: 50% }, { name: a, share: 50% }]").problems() ==
      "scenarios/a.yaml:6:66: model 'a' stands twice in this list\n"
      "  6 |   - { group: a, devices: 10, models: [{ name: a, share: 50% }, { name: a, share: 50% "
      "}] }\n"
      "                                                                       ^\n");
  const auto models = [](int count) {
    std::string list;
    for (int n = 1; n < count; ++n) {
      list += "{ name: m" + std::to_string(n) + ", share: 1% }, ";
    }
    return group("models: [" + list + "{ name: rest, share: " + std::to_string(101 - count) +
                 "% }]");
  };
  CHECK(models(16).problems().empty());
  CHECK(models(17).problems().starts_with(
      "scenarios/a.yaml:6:38: a group has at most 16 models, and this one 17\n"));
}
