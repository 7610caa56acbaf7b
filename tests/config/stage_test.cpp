#include "config/stage.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::read_rule;
using tests::with_rule;

TEST_CASE("a stage names its checks", "[config][stage]") {
  CHECK(read_rule("checks: [bench, ticket]").checks ==
        std::vector<policy::CheckName>{{"bench", {12}}, {"ticket", {12}}});
  CHECK(with_rule("checks: [bench, bench]")
            .problems()
            .starts_with("policy.yaml:12:25: check 'bench' stands twice in this list\n"));
  CHECK(with_rule("checks: []")
            .problems()
            .starts_with("policy.yaml:12:17: an empty 'checks' asks for nothing; leave it out, or "
                         "name a check\n"));
  CHECK(with_rule("checks: bench")
            .problems()
            .starts_with(
                "policy.yaml:12:17: expected a list of checks such as [bench], found 'bench'\n"));
}

TEST_CASE("a window is a calendar that is declared", "[config][stage]") {
  CHECK(with_rule("window: change-window").problems() ==
        "policy.yaml:12:17: there is no calendar 'change-window'\n"
        " 12 |         window: change-window\n"
        "                      ^\n");
}

TEST_CASE("stages with one window share its calendar", "[config][stage]") {
  auto policy = tests::with_stages(
      "      - { groups: [pilot], window: work }\n"
      "      - { groups: [default], soak: 1h, window: work }\n");
  policy.limits = "calendars: { work: { zone: UTC } }\n";
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  const auto& stages = reading.value->rules.paths.at(0).stages;
  REQUIRE(stages.at(0).window);
  CHECK(stages.at(0).window->name == "work");
  CHECK(stages.at(0).window == stages.at(1).window);
  CHECK(stages.at(0).window == reading.value->rules.calendars.at(0));
  CHECK(stages.at(1).window_mark == policy::Mark{11});
}

TEST_CASE("a window's name is guessed", "[config][stage]") {
  auto policy = with_rule("window: wrok");
  policy.limits = "calendars: { work: { zone: UTC } }\n";
  CHECK(policy.problems().starts_with(
      "policy.yaml:12:17: there is no calendar 'wrok'; did you mean 'work'?\n"));
}

TEST_CASE("a window whose calendar is wrong is complained of once", "[config][stage]") {
  auto policy = with_rule("window: work");
  policy.limits = "calendars: { work: { zone: EUTC } }\n";
  CHECK(policy.problems() ==
        "policy.yaml:13:28: there is no time zone 'EUTC'; did you mean 'UTC'?\n"
        " 13 | calendars: { work: { zone: EUTC } }\n"
        "                                 ^\n");
}
