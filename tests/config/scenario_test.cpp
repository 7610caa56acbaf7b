#include "config/scenario.h"

#include <catch2/catch.hpp>

#include "tests/config/a_scenario_text.h"

using namespace std::chrono_literals;
using tests::AScenarioText;
using tests::with;

TEST_CASE("a scenario needs a name and a time and a feed and a fleet and a vendor",
          "[config][scenario]") {
  const auto scenario = AScenarioText{}.good();
  CHECK(scenario.name == "a day");
  CHECK(scenario.start == policy::parse_rfc3339("2026-03-02T00:00:00Z"));
  CHECK(scenario.length == 24h);
  CHECK(scenario.seed == 1);
  CHECK(scenario.feed.id.text() == "content");
  CHECK(scenario.feed.every == 0s);
  CHECK(scenario.feed.rhythm == 24h);
  CHECK_FALSE(scenario.feed.confirms);
  CHECK(scenario.policies.empty());
  CHECK(tests::shown(config::read_scenario("a.yaml", "name: x\n"), "name: x\n") ==
        "a.yaml:1:1: 'start' of the scenario is missing\n"
        "  1 | name: x\n"
        "      ^\n"
        "a.yaml:1:1: 'length' of the scenario is missing\n"
        "  1 | name: x\n"
        "      ^\n"
        "a.yaml:1:1: 'feed' of the scenario is missing\n"
        "  1 | name: x\n"
        "      ^\n"
        "a.yaml:1:1: 'fleet' of the scenario is missing\n"
        "  1 | name: x\n"
        "      ^\n"
        "a.yaml:1:1: 'vendor' of the scenario is missing\n"
        "  1 | name: x\n"
        "      ^\n");
}

TEST_CASE("a setting that no scenario has is refused with a guess", "[config][scenario]") {
  CHECK(with("outage: []").problems() ==
        "scenarios/a.yaml:7:1: 'outage' is not a setting of the scenario; did you mean "
        "'outages'?\n"
        "  7 | outage: []\n"
        "      ^\n");
  CHECK(
      AScenarioText{.feed = "feed: { name: content, class: software, kind: files }\n"}.problems() ==
      "scenarios/a.yaml:4:41: 'kind' is not a setting of a feed; known: name, class, "
      "every, rhythm, confirms\n"
      "  4 | feed: { name: content, class: software, kind: files }\n"
      "                                              ^\n");
}

TEST_CASE("a scenario lasts at most 400 days so that a year typed wrong is found",
          "[config][scenario]") {
  const std::string start = "name: a\nstart: 2026-03-02T00:00:00Z\nlength: ";
  CHECK(AScenarioText{.head = start + "400d\n"}.good().length == 24h * 400);
  CHECK(AScenarioText{.head = start + "400d 1s\n"}.problems() ==
        "scenarios/a.yaml:3:9: a scenario lasts at most 400d, and this one 400d 1s\n"
        "  3 | length: 400d 1s\n"
        "              ^\n");
  CHECK(AScenarioText{.head = start + "0s\n"}.problems() ==
        "scenarios/a.yaml:3:9: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        "  3 | length: 0s\n"
        "              ^\n");
  CHECK(AScenarioText{.head = start + "24\n"}.problems() ==
        "scenarios/a.yaml:3:9: expected a duration above 0s such as 90m, 12h or 3d, found '24'\n"
        "  3 | length: 24\n"
        "              ^\n");
}

TEST_CASE("a seed is any number of 64 bits", "[config][scenario]") {
  CHECK(with("seed: 0").good().seed == 0);
  CHECK(with("seed: 18446744073709551615").good().seed == 18'446'744'073'709'551'615U);
  CHECK(with("seed: 18446744073709551616").problems() ==
        "scenarios/a.yaml:7:7: expected a number from 0 to 18446744073709551615, found "
        "'18446744073709551616'\n"
        "  7 | seed: 18446744073709551616\n"
        "            ^\n");
}

TEST_CASE("a feed says how often it is asked and what its vendor's rhythm was",
          "[config][scenario]") {
  const auto feed =
      AScenarioText{.feed =
                        "feed: { name: content, class: software, every: 15m, rhythm: 366d, "
                        "confirms: true }\n"}
          .good()
          .feed;
  CHECK(feed.content == policy::ContentClass::Software);
  CHECK(feed.every == 15min);
  CHECK(feed.rhythm == 24h * 366);
  CHECK(feed.confirms);
  CHECK(
      AScenarioText{.feed = "feed: { name: content, class: patches, rhythm: 367d }\n"}.problems() ==
      "scenarios/a.yaml:4:31: expected software, intelligence or configuration, found "
      "'patches'\n"
      "  4 | feed: { name: content, class: patches, rhythm: 367d }\n"
      "                                    ^\n"
      "scenarios/a.yaml:4:48: expected a rhythm of at most 366d, found '367d'\n"
      "  4 | feed: { name: content, class: patches, rhythm: 367d }\n"
      "                                                     ^\n");
}

TEST_CASE("an outage is of everybody or of groups that the fleet has", "[config][scenario]") {
  const auto outages =
      with("outages: [{ from: 0s, until: 1d }, { from: 2h, until: 4h, groups: [pilot] }]")
          .good()
          .outages;
  REQUIRE(outages.size() == 2);
  CHECK(outages[0].groups.empty());
  CHECK(outages[0].until - outages[0].from == 24h);
  CHECK(outages[1].groups.size() == 1);
  CHECK(with("outages: [{ from: 4h, until: 4h, groups: [pilott] }]").problems() ==
        "scenarios/a.yaml:7:30: an outage ends after it begins\n"
        "  7 | outages: [{ from: 4h, until: 4h, groups: [pilott] }]\n"
        "                                   ^\n"
        "scenarios/a.yaml:7:43: there is no group 'pilott'; did you mean 'pilot'?\n"
        "  7 | outages: [{ from: 4h, until: 4h, groups: [pilott] }]\n"
        "                                                ^\n");
  CHECK(with("outages: [{ from: 4h, until: 5h, groups: [] }]").problems() ==
        "scenarios/a.yaml:7:42: an outage of no group is none; leave 'groups' out for all\n"
        "  7 | outages: [{ from: 4h, until: 5h, groups: [] }]\n"
        "                                               ^\n");
}

TEST_CASE("policies to compare are files beside the scenario or no relay", "[config][scenario]") {
  const auto policies =
      with(
          "policies: [{ name: no relay }, { name: ours, file: ../policy.yaml, supersession: "
          "false }, { name: theirs, file: /etc/policy.yaml }]")
          .good()
          .policies;
  REQUIRE(policies.size() == 3);
  CHECK(policies[0].name == "no relay");
  CHECK(policies[0].file.empty());
  CHECK(policies[0].supersession);
  CHECK(policies[1].file == "policy.yaml");
  CHECK_FALSE(policies[1].supersession);
  CHECK(policies[2].file == "/etc/policy.yaml");
  CHECK(
      with("policies: [{ name: a, supersession: false }, { name: a, file: p.yaml }]").problems() ==
      "scenarios/a.yaml:7:23: without a relay nobody looks at how fast releases are replaced; "
      "this needs a 'file'\n"
      "  7 | policies: [{ name: a, supersession: false }, { name: a, file: p.yaml }]\n"
      "                            ^\n"
      "scenarios/a.yaml:7:48: policy 'a' stands twice in this list\n"
      "  7 | policies: [{ name: a, supersession: false }, { name: a, file: p.yaml }]\n"
      "                                                     ^\n");
}
