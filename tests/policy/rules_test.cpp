#include "policy/rules.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using tests::feed;
using tests::group;
using tests::version;

namespace {

/// clamav is intelligence; pilot, then office with a gate; default is in no stage.
policy::Document document() {
  policy::Document document;
  document.feeds = {{feed("clamav"), policy::ContentClass::Intelligence},
                    {feed("agent"), policy::ContentClass::Software}};
  document.groups = {{group("pilot"), {*policy::Network::parse("10.1.9.0/24")}},
                     {group("office"), {*policy::Network::parse("10.0.0.0/8")}},
                     {group("default")}};
  policy::Stage second{.groups = {group("office")}, .soak = 4h, .gate = policy::Gate{.bake = 4h}};
  document.paths = {{.name = "intelligence",
                     .classes = {policy::ContentClass::Intelligence},
                     .stages = {{.groups = {group("pilot")}}, second}}};
  return document;
}

policy::Rules office_rules(const policy::Document& document) {
  return *policy::rules_for(document, document.feeds[0], group("office"));
}

}  // namespace

TEST_CASE("a feed takes the first path that names it before any for its class", "[policy][rules]") {
  auto rules = document();
  CHECK(policy::path_of(rules, rules.feeds[0])->name == "intelligence");
  CHECK(policy::path_of(rules, rules.feeds[1]) == nullptr);
  rules.paths.push_back({.name = "own", .feeds = {feed("clamav")}, .stages = {policy::Stage{}}});
  CHECK(policy::path_of(rules, rules.feeds[0])->name == "own");
}

TEST_CASE("a caller is in the first group whose network holds its address", "[policy][rules]") {
  const auto rules = document();
  CHECK(policy::group_at(rules, *policy::Address::parse("10.1.9.7")) == group("pilot"));
  CHECK(policy::group_at(rules, *policy::Address::parse("10.1.8.7")) == group("office"));
  CHECK(policy::group_at(rules, *policy::Address::parse("192.0.2.1")) == policy::default_group());
}

TEST_CASE("a group in no stage joins the last", "[policy][rules]") {
  const auto rules = document();
  const auto found = policy::rules_for(rules, rules.feeds[0], policy::default_group());
  REQUIRE(found);
  CHECK(found->stage_number == 2);
  CHECK(found->stage.groups == std::vector{group("office"), group("default")});
  CHECK(found->watched == std::vector{policy::Watched{group("pilot")}});
}

TEST_CASE("a stage knows who waits for its bake", "[policy][rules]") {
  const auto rules = document();
  const auto pilot = policy::rules_for(rules, rules.feeds[0], group("pilot"));
  REQUIRE(pilot);
  CHECK(pilot->watched.empty());
  REQUIRE(pilot->watchers.size() == 1);
  CHECK(pilot->watchers[0].gate.bake == policy::Span{4h});
  CHECK(pilot->watchers[0].groups == std::vector{group("office"), group("default")});
}

TEST_CASE("a limit without groups is for all of them", "[policy][rules]") {
  auto rules = document();
  rules.limits = {{.feed = feed("clamav"), .pin = version("3"), .why = "it hangs"},
                  {.feed = feed("clamav"), .groups = {group("pilot")}, .hold = true},
                  {.feed = feed("agent"), .lag = 1}};
  const auto limits = office_rules(rules).limits;
  REQUIRE(limits.pins.size() == 1);
  CHECK(limits.pins[0].said.by == "the policy");
  CHECK(limits.holds.empty());
  CHECK_FALSE(limits.lag);
}

TEST_CASE("a gate watches the groups that it names instead of the stage before",
          "[policy][rules]") {
  auto rules = document();
  rules.groups[0].ephemeral = true;
  policy::Gate gate{.bake = 8h};
  gate.watch = {group("pilot")};
  rules.paths[0].stages.push_back({.groups = {group("plants")}, .gate = gate});
  const auto plants = policy::rules_for(rules, rules.feeds[0], group("plants"));
  CHECK(plants->watched == std::vector{policy::Watched{group("pilot"), true}});
  CHECK(office_rules(rules).watchers.empty());
  const auto pilot = policy::rules_for(rules, rules.feeds[0], group("pilot"));
  REQUIRE(pilot->watchers.size() == 2);
  CHECK(pilot->watchers[1].gate.bake == policy::Span{8h});
}

TEST_CASE("a gate knows what the document says of the groups that it watches", "[policy][rules]") {
  auto rules = document();
  rules.limits = {{.feed = feed("clamav"), .groups = {group("pilot")}, .pin = version("3")},
                  {.feed = feed("clamav"), .groups = {group("office")}, .pin = version("4")}};
  const auto watched = office_rules(rules).watched;
  REQUIRE(watched.size() == 1);
  REQUIRE(watched[0].limits.pins.size() == 1);
  CHECK(watched[0].limits.pins[0].version == version("3"));
}
