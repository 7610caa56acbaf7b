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
