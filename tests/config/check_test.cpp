#include "config/check.h"

#include <catch2/catch.hpp>

using config::Checked;
using config::Severity;

TEST_CASE("a check without problems says so and passes", "[config][check]") {
  const std::vector<Checked> files{{"sluice.yaml", "", {}}, {"policy.yaml", "", {}}};
  CHECK(config::report(files) == "sluice.yaml, policy.yaml: no problems\n");
  CHECK(config::passes(files));
}

TEST_CASE("a check shows the problems of all files and counts them", "[config][check]") {
  const std::vector<Checked> files{
      {"sluice.yaml", "a: 1\n", {{"sluice.yaml", 1, 4, "wrong", "", Severity::Error}}},
      {"policy.yaml",
       "b: 2\n",
       {{"policy.yaml", 1, 1, "odd", "", Severity::Warning},
        {"policy.yaml", 1, 4, "wrong too", "", Severity::Error}}}};
  CHECK(config::report(files) ==
        "sluice.yaml:1:4: wrong\n"
        "  1 | a: 1\n"
        "         ^\n"
        "policy.yaml:1:1: warning: odd\n"
        "  1 | b: 2\n"
        "      ^\n"
        "policy.yaml:1:4: wrong too\n"
        "  1 | b: 2\n"
        "         ^\n"
        "sluice.yaml, policy.yaml: 2 errors, 1 warning\n");
  CHECK_FALSE(config::passes(files));
}

TEST_CASE("a check with warnings alone passes", "[config][check]") {
  const std::vector<Checked> files{
      {"policy.yaml", "b: 2\n", {{"policy.yaml", 1, 1, "odd", "", Severity::Warning}}}};
  CHECK(config::passes(files));
  CHECK(config::report(files).ends_with("policy.yaml: 1 warning, no errors\n"));
}

TEST_CASE("a check shows a hundred problems of a file and counts the rest", "[config][check]") {
  const config::Problem problem{"a.yaml", 0, 0, "wrong", "", Severity::Error};
  CHECK(config::report({{"a.yaml", "", std::vector(100, problem)}}).find("more") ==
        std::string::npos);
  CHECK(config::report({{"a.yaml", "", std::vector(101, problem)}})
            .ends_with("a.yaml: wrong\na.yaml: and 1 more\na.yaml: 101 errors\n"));
}
