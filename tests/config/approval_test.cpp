#include "config/approval.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::read_rule;
using tests::with_rule;

TEST_CASE("an approval asks at least one person", "[config][approval]") {
  const auto approve = [](const std::string& lines) { return with_rule("approve: " + lines); };
  CHECK(approve("[{ role: release-manager, people: 1 }]").problems().empty());
  CHECK(approve("[{ role: release-manager, people: 100 }]").problems().empty());
  for (const auto* people : {"0", "101", "-1", "two"}) {
    CAPTURE(people);
    CHECK(approve("[{ role: release-manager, people: " + std::string{people} + " }]")
              .problems()
              .starts_with("policy.yaml:12:52: expected a number from 1 to 100, found '" +
                           std::string{people} + "'\n"));
  }
  CHECK(approve("[]").problems().starts_with(
      "policy.yaml:12:18: an empty 'approve' asks nobody; leave it out, or name a role\n"));
  CHECK(approve("[{ people: 1 }]")
            .problems()
            .starts_with("policy.yaml:12:19: 'role' of an approval is missing\n"));
  CHECK(approve("[{ role: Release Manager }]")
            .problems()
            .starts_with("policy.yaml:12:27: expected a name of a role"));
  CHECK(approve("[{ role: a, people: 1 }, { role: a, people: 1 }]")
            .problems()
            .starts_with("policy.yaml:12:45: role 'a' stands twice in this list"));
}

TEST_CASE("a yes can be asked to tell something", "[config][approval]") {
  const auto stage = read_rule("approve: [{ role: a, ask: [report, ticket] }, { role: b }]");
  CHECK(stage.approve == std::vector<policy::ApprovalLine>{
                             {"a", 1, {12}, {.ticket = true, .report = true}}, {"b", 1, {12}, {}}});
  CHECK(read_rule("approve: [{ role: a, ask: [decision] }]").approve.at(0).asks ==
        policy::Asks{.decision = true});
  const auto problems = [](const std::string& asks) {
    return with_rule("approve: [{ role: a, ask: " + asks + " }]").problems();
  };
  CHECK(problems("[]").starts_with(
      "policy.yaml:12:35: an empty 'ask' asks for nothing; leave it out\n"));
  CHECK(problems("[ticket, ticket]").starts_with("policy.yaml:12:44: stands twice in this list\n"));
  CHECK(problems("[tickets]")
            .starts_with("policy.yaml:12:36: expected ticket, report or decision, found 'tickets'; "
                         "did you mean 'ticket'?\n"));
  CHECK(problems("ticket").starts_with(
      "policy.yaml:12:35: expected a list such as [ticket, report], found 'ticket'\n"));
}

TEST_CASE("a release of high risk asks other people", "[config][approval]") {
  const auto stage = read_rule("approve_high_risk: [{ role: a }, { role: b, people: 2 }]");
  CHECK(stage.approve.empty());
  CHECK(stage.approve_high_risk ==
        std::vector<policy::ApprovalLine>{{"a", 1, {12}}, {"b", 2, {12}}});
  CHECK(with_rule("approve_high_risk: []")
            .problems()
            .starts_with("policy.yaml:12:28: an empty 'approve_high_risk' asks nobody; leave it "
                         "out, or name a role\n"));
}
