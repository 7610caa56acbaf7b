#include "policy/risk.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using tests::AQuestion;
using tests::day;
using tests::group;

namespace {

/// The risk of release 2 for "office", which runs release 1.
policy::Risk risk(const AQuestion& asked) {
  return policy::risk_of(asked.facts.releases[1], asked.facts.releases.data(), *asked.rules,
                         asked.facts);
}

}  // namespace

TEST_CASE("a release's risk is high by what the adapter knows of it", "[policy][risk]") {
  AQuestion asked;
  CHECK_FALSE(risk(asked).high);
  auto& marks = asked.facts.releases[1].marks;
  SECTION("a major version") {
    marks.major = true;
    CHECK(risk(asked).why == "the vendor marks it as major");
  }
  SECTION("a kernel part") {
    marks.kernel = true;
    CHECK(risk(asked).why == "it touches a kernel part");
  }
  SECTION("software that it cannot look into") {
    marks.unknown = true;
    CHECK(risk(asked).why == "it is software, and what it touches is not known");
  }
  SECTION("an engine") {
    marks.engine = "1.4";
    CHECK(risk(asked).why == "it carries engine 1.4, which the group has not");
  }
  CHECK(risk(asked).high);
}

TEST_CASE("an engine is a risk only for groups that have another one", "[policy][risk]") {
  AQuestion asked;
  asked.facts.releases[1].marks.engine = "1.4";
  CHECK(risk(asked).high);
  asked.facts.releases[0].marks.engine = "1.3";
  CHECK(risk(asked).high);
  asked.facts.releases[0].marks.engine = "1.4";
  CHECK_FALSE(risk(asked).high);
  CHECK(policy::risk_of(asked.facts.releases[1], nullptr, *asked.rules, asked.facts).high);
  asked.facts.releases[1].marks.engine.clear();
  CHECK_FALSE(policy::risk_of(asked.facts.releases[1], nullptr, *asked.rules, asked.facts).high);
}

TEST_CASE("the last that a person said of a release's risk counts", "[policy][risk]") {
  AQuestion asked;
  const policy::Said ann{.by = "ann", .why = "new parser"};
  asked.facts.risks = {{.release = {2}, .said = ann}};
  CHECK(risk(asked).high);
  CHECK(risk(asked).why == "said by ann: new parser");

  SECTION("also against the adapter") {
    asked.facts.releases[1].marks.major = true;
    asked.facts.risks.push_back({.release = {2}, .high = false, .said = {.by = "bo"}});
    CHECK_FALSE(risk(asked).high);
  }
  SECTION("for the group that it was said for") {
    asked.facts.risks.push_back({.release = {2}, .group = group("plants"), .high = false});
    CHECK(risk(asked).high);
    asked.facts.risks.push_back({.release = {2}, .group = group("office"), .high = false});
    CHECK_FALSE(risk(asked).high);
  }
  SECTION("and nothing that was said of another release") {
    asked.facts.risks.push_back({.release = {1}, .high = false});
    CHECK(risk(asked).high);
  }
}
