#include "config/policy.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;
using tests::problems_of_policy;

TEST_CASE("a policy is read whole", "[config][policy]") {
  const auto reading = APolicy{}.read();
  CHECK(reading.problems.empty());
  REQUIRE(reading.value);
  CHECK(reading.value->feeds.size() == 1);
  REQUIRE(reading.value->rules.feeds.size() == 1);
  CHECK(reading.value->rules.feeds[0].id == reading.value->feeds[0].id);
  CHECK(reading.value->rules.feeds[0].content == policy::ContentClass::Intelligence);
  CHECK(reading.value->rules.feeds[0].mark == policy::Mark{2});
}

TEST_CASE("the order of a policy's parts changes nothing", "[config][policy]") {
  const APolicy parts;
  const auto reading = config::read_policy("policy.yaml", parts.paths + parts.groups + parts.feeds,
                                           tests::an_outside());
  CHECK(reading.problems.empty());
  REQUIRE(reading.value);
  CHECK(reading.value->rules.paths.at(0).stages.size() == 2);
}

TEST_CASE("a slip in the name of a part of a policy is guessed", "[config][policy]") {
  const APolicy policy{.limits = "feedz: {}\n"};
  CHECK(policy.problems() ==
        "policy.yaml:10:1: 'feedz' is not a setting of the policy; did you mean 'feeds'?\n"
        " 10 | feedz: {}\n"
        "      ^\n");
}

TEST_CASE("a part of a policy that is missing or of the wrong form is told", "[config][policy]") {
  CHECK(problems_of_policy("paths: {}\n") ==
        "policy.yaml:1:1: 'feeds' of the policy is missing\n"
        "  1 | paths: {}\n"
        "      ^\n"
        "policy.yaml:1:1: 'groups' of the policy is missing\n"
        "  1 | paths: {}\n"
        "      ^\n"
        "policy.yaml:1:8: expected a list of paths, found a map\n"
        "  1 | paths: {}\n"
        "             ^\n");
  CHECK(problems_of_policy("feeds: []\ngroups: x\nlimits: 1\n") ==
        "policy.yaml:1:8: expected feeds by name, found a list\n"
        "  1 | feeds: []\n"
        "             ^\n"
        "policy.yaml:2:9: expected a list of groups, found 'x'\n"
        "  2 | groups: x\n"
        "              ^\n"
        "policy.yaml:3:9: expected a list of limits, found '1'\n"
        "  3 | limits: 1\n"
        "              ^\n");
}

TEST_CASE("a second paths section is refused whichever is stricter", "[config][policy]") {
  const APolicy policy{.limits = APolicy{}.paths};
  CHECK(policy.problems() ==
        "policy.yaml:10:1: 'paths' is set twice; it is already set in line 6\n"
        " 10 | paths:\n"
        "      ^\n");
  CHECK_FALSE(policy.read().value);
}
