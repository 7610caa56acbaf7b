#include "config/limits.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using tests::APolicy;

namespace {

APolicy with_limit(const std::string& settings) {
  return {.limits = "limits:\n  - { " + settings + " }\n"};
}

policy::Limit good_limit(const std::string& settings) {
  const auto policy = with_limit(settings);
  CHECK(policy.problems().empty());
  const auto reading = policy.read();
  REQUIRE(reading.value);
  REQUIRE(reading.value->rules.limits.size() == 1);
  return reading.value->rules.limits[0];
}

}  // namespace

TEST_CASE("a limit is read with its versions as they are written", "[config][limits]") {
  const auto limit = good_limit(
      "feed: clamav, groups: pilot, pin: 1.10, floor: \"daily 1, main 2\", block: [2.0, 0x1f], "
      "hold: false, lag: 20, why: because");
  CHECK(limit.feed.text() == "clamav");
  CHECK(limit.groups == std::vector{*policy::GroupId::parse("pilot")});
  REQUIRE(limit.pin);
  CHECK(limit.pin->text() == "1.10");
  REQUIRE(limit.floor);
  CHECK(limit.floor->text() == "daily 1, main 2");
  REQUIRE(limit.block.size() == 2);
  CHECK(limit.block[1].text() == "0x1f");
  CHECK_FALSE(limit.hold);
  CHECK(limit.lag == 20U);
  CHECK(limit.why == "because");
  CHECK(limit.mark == policy::Mark{11});
}

TEST_CASE("a limit without groups is for all", "[config][limits]") {
  const auto limit = good_limit("feed: clamav, floor: a");
  CHECK(limit.groups.empty());
  CHECK_FALSE(limit.hold);
}

TEST_CASE("a limit that limits nothing is a mistake", "[config][limits]") {
  CHECK(with_limit("feed: clamav, why: x").problems() ==
        "policy.yaml:11:5: this limits nothing; it needs a pin, floor, allow, hold, block or lag\n"
        " 11 |   - { feed: clamav, why: x }\n"
        "          ^\n");
  for (const auto* nothing : {"hold: false", "lag: 0", "block: []", "groups: [pilot]"}) {
    CAPTURE(nothing);
    CHECK(with_limit("feed: clamav, " + std::string{nothing})
              .problems()
              .starts_with("policy.yaml:11:5: this limits nothing; "));
  }
  CHECK(with_limit("feed: clamav, lag: 1, groups: []").problems() ==
        "policy.yaml:11:37: an empty list limits no group; leave 'groups' out for all\n"
        " 11 |   - { feed: clamav, lag: 1, groups: [] }\n"
        "                                          ^\n");
}

TEST_CASE("an allowed range has one end or both", "[config][limits]") {
  const auto both = good_limit("feed: clamav, allow: { from: 1.0, to: \"2.0\" }");
  REQUIRE(both.allow_from);
  CHECK(both.allow_from->text() == "1.0");
  REQUIRE(both.allow_to);
  CHECK(both.allow_to->text() == "2.0");
  CHECK_FALSE(good_limit("feed: clamav, allow: { from: a }").allow_to);
  CHECK_FALSE(good_limit("feed: clamav, allow: { to: b }").allow_from);
  CHECK(with_limit("feed: clamav, allow: {}").problems() ==
        "policy.yaml:11:28: an allowed range has a 'from', a 'to' or both\n"
        " 11 |   - { feed: clamav, allow: {} }\n"
        "                                 ^\n");
  CHECK(with_limit("feed: clamav, allow: { fron: a }")
            .problems()
            .starts_with("policy.yaml:11:30: 'fron' is not a setting of an allow; did you mean "
                         "'from'?\n"));
}

TEST_CASE("a limit contradicts neither itself nor the policy", "[config][limits]") {
  CHECK(with_limit("feed: clamav, pin: a, block: [b, a]").problems() ==
        "policy.yaml:11:21: 'a' is pinned and blocked at once\n"
        " 11 |   - { feed: clamav, pin: a, block: [b, a] }\n"
        "                          ^\n");
  CHECK(with_limit("feed: clamv, groups: [offic], lag: 21, hold: maybe").problems() ==
        "policy.yaml:11:13: there is no feed 'clamv'; did you mean 'clamav'?\n"
        " 11 |   - { feed: clamv, groups: [offic], lag: 21, hold: maybe }\n"
        "                  ^\n");
  CHECK(with_limit("feed: clamav, groups: [offic], lag: 21, hold: yes").problems() ==
        "policy.yaml:11:30: there is no group 'offic'; known: pilot, default\n"
        " 11 |   - { feed: clamav, groups: [offic], lag: 21, hold: yes }\n"
        "                                   ^\n"
        "policy.yaml:11:43: expected a number from 0 to 20, found '21'\n"
        " 11 |   - { feed: clamav, groups: [offic], lag: 21, hold: yes }\n"
        "                                                ^\n"
        "policy.yaml:11:53: expected true or false, found 'yes'\n"
        " 11 |   - { feed: clamav, groups: [offic], lag: 21, hold: yes }\n"
        "                                                          ^\n");
}

TEST_CASE("a version of 256 characters is one and of 257 is none", "[config][limits]") {
  CHECK(good_limit("feed: clamav, pin: " + std::string(256, 'v')).pin->text().size() == 256U);
  CHECK(with_limit("feed: clamav, pin: " + std::string(257, 'v'))
            .problems()
            .starts_with("policy.yaml:11:26: expected a version, 1 to 256 printable ASCII "
                         "characters, found 257 characters of text\n"));
}
