#include "config/problem.h"

#include <catch2/catch.hpp>

using config::Problem;
using config::Severity;
using config::show;

namespace {

Problem problem(unsigned line, unsigned column, std::string hint = {}) {
  return {"sluice.yaml", line, column, "this is wrong", std::move(hint), Severity::Error};
}

}  // namespace

TEST_CASE("a problem is shown with its line and a caret under its place", "[config][problem]") {
  const std::string text = "groups:\n  pilot:\n    soak: three days\n";
  CHECK(show(problem(3, 11), text) ==
        "sluice.yaml:3:11: this is wrong\n"
        "  3 |     soak: three days\n"
        "                ^\n");
  CHECK(show(problem(1, 1, "did you mean 'group'?"), text) ==
        "sluice.yaml:1:1: this is wrong; did you mean 'group'?\n"
        "  1 | groups:\n"
        "      ^\n");
}

TEST_CASE("a problem of a whole line or file is shown without the places it has not",
          "[config][problem]") {
  CHECK(show(problem(2, 0), "a:\n    b: 1\n") ==
        "sluice.yaml:2: this is wrong\n"
        "  2 |     b: 1\n"
        "          ^\n");
  CHECK(show(problem(0, 0), "a: 1\n") == "sluice.yaml: this is wrong\n");
}

TEST_CASE("a warning says that it is one", "[config][problem]") {
  Problem warning = problem(1, 1);
  warning.severity = Severity::Warning;
  CHECK(show(warning, "a: 1\n") ==
        "sluice.yaml:1:1: warning: this is wrong\n"
        "  1 | a: 1\n"
        "      ^\n");
}

TEST_CASE("the caret stands right behind tabs and letters of two bytes", "[config][problem]") {
  CHECK(show(problem(1, 4), "\t\xc3\xa4: x\n") ==
        "sluice.yaml:1:4: this is wrong\n"
        "  1 | \t\xc3\xa4: x\n"
        "      \t  ^\n");
}

TEST_CASE("a text cannot write to somebody's terminal by being wrong", "[config][problem]") {
  CHECK(show(problem(1, 1), "\x1b[2Jname\x7f: x\r\nb: 1\n") ==
        "sluice.yaml:1:1: this is wrong\n"
        "  1 | ?[2Jname?: x\n"
        "      ^\n");
}

TEST_CASE("problems come in order of their place whatever the order they were found in",
          "[config][problem]") {
  config::Problems problems{"sluice.yaml"};
  problems.add({3, 1}, "third");
  problems.warn({1, 7}, "second");
  problems.add({1, 2}, "first");
  CHECK(problems.errors() == 2);
  const auto sorted = std::move(problems).sorted();
  REQUIRE(sorted.size() == 3);
  CHECK(sorted[0].sentence == "first");
  CHECK(sorted[1].sentence == "second");
  CHECK(sorted[2].sentence == "third");
}

TEST_CASE("a warning keeps the value and an error takes it away", "[config][problem]") {
  config::Problems warned{"sluice.yaml"};
  warned.warn({1, 1}, "look at this");
  CHECK(config::reading(std::optional{7}, std::move(warned)).value == 7);

  config::Problems refused{"sluice.yaml"};
  refused.add({1, 1}, "not this");
  CHECK(config::reading(std::optional{7}, std::move(refused)).value == std::nullopt);
}
