#include "relay/simulation/history.h"

#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "tests/support/json_of.h"

using namespace std::chrono_literals;
using namespace relay::simulation;
using policy::simulate::Scenario;
using tests::json;

namespace {

const policy::FeedId kClamav = *policy::FeedId::parse("clamav");

policy::Instant at(std::string_view text) {
  return *policy::parse_rfc3339(text);
}

Answers answers() {
  return {.status = json(R"({
            "now": "2026-03-10T00:00:00Z",
            "feeds": [{"feed": "other", "class": "software"},
                      {"feed": "clamav", "class": "intelligence",
                       "acts": [{"kind": "block", "version": "27503", "person": "ann",
                                 "reason": "flags our own tool"},
                                {"kind": "pin", "version": "27504", "person": "ann",
                                 "reason": "no"}],
                       "groups": [{"group": "pilot", "seen": 20}, {"group": "office", "seen": 0},
                                  {"group": "default"}]}]})"),
          .pages = {json(R"({"releases": [
              {"version": "27504", "first_seen": "2026-03-09T12:00:00Z", "standing": "good",
               "standing_reason": null},
              {"version": "27503", "first_seen": "2026-03-08T12:00:00Z", "standing": "good",
               "standing_reason": null}]})"),
                    json(R"({"releases": [
              {"version": "27502", "first_seen": "2026-03-07T12:00:00Z", "standing": "suspect",
               "standing_reason": "replaced after 50m"},
              {"version": "27501", "first_seen": "2026-03-06T12:20:00Z", "standing": "good",
               "standing_reason": null}]})")},
          .halts = json(R"({"halts": [{"version": "27501", "evidence": "9 of 10 silent"}]})")};
}

std::string why_not(const policy::Result<Remembered, std::string>& result) {
  return result ? "accepted" : result.error();
}

}  // namespace

TEST_CASE("what a relay recorded is read from its own answers", "[simulation][history]") {
  const auto told = recorded(kClamav, answers());
  REQUIRE(told);
  CHECK(told->now == at("2026-03-10T00:00:00Z"));
  CHECK(told->content == policy::ContentClass::Intelligence);
  REQUIRE(told->fleet.size() == 1);
  CHECK(told->fleet[0].group.text() == "pilot");
  CHECK(told->fleet[0].devices == 20);
  REQUIRE(told->releases.size() == 4);
  CHECK(told->releases[0].version.text() == "27501");
  CHECK(told->releases[0].bad_for == "halted: 9 of 10 silent");
  CHECK(told->releases[1].bad_for == "suspect: replaced after 50m");
  CHECK(told->releases[2].bad_for == "blocked by ann: flags our own tool");
  CHECK(told->releases[3].bad_for.empty());
}

TEST_CASE("a feed that the policy does not have has no history", "[simulation][history]") {
  const auto told = recorded(*policy::FeedId::parse("clam"), answers());
  REQUIRE_FALSE(told);
  CHECK(told.error() == "the relay has no feed 'clam' in its policy");
}

TEST_CASE("a history is a scenario from its first release to now", "[simulation][history]") {
  const auto made = remember(*recorded(kClamav, answers()), {}, {});
  REQUIRE(made);
  const Scenario& scenario = made->scenario;
  CHECK(scenario.name == "what was recorded of clamav");
  CHECK(scenario.start == at("2026-03-06T12:00:00Z"));
  CHECK(scenario.start + scenario.length == at("2026-03-10T00:00:00Z"));
  CHECK(scenario.feed.id == kClamav);
  CHECK(scenario.feed.rhythm == 24h);
  CHECK(scenario.fleet.size() == 1);
  REQUIRE(scenario.vendor.size() == 4);
  CHECK(scenario.vendor[0].at == at("2026-03-06T12:20:00Z"));
  CHECK(scenario.vendor[2].fault.has_value());
  CHECK_FALSE(scenario.vendor[3].fault.has_value());
  CHECK(
      made->remarks ==
      std::vector<std::string>{
          "the vendor is taken to have published when this relay first had all of a release",
          "counted as bad: 27501 (halted: 9 of 10 silent)",
          "counted as bad: 27502 (suspect: replaced after 50m)",
          "counted as bad: 27503 (blocked by ann: flags our own tool)",
          "what bad releases do to devices was not recorded: here no gate sees it, and only time, "
          "checks, people and abnormally fast replacement hold them back"});
}

TEST_CASE("only the last days of a history are taken when so many are asked for",
          "[simulation][history]") {
  const auto told = *recorded(kClamav, answers());
  CHECK(remember(told, {}, 36h)->scenario.vendor.size() == 2);
  CHECK(remember(told, {}, 36h - 1s)->scenario.vendor.size() == 1);
  CHECK(remember(told, {}, 12h)->remarks.back() ==
        "no release was suspect, quarantined, recalled, blocked or halted: none is bad here");
  CHECK(why_not(remember(told, {}, 11h)) ==
        "no release of 'clamav' was recorded since 2026-03-09 13:00 UTC");
}

TEST_CASE("a history without counted devices takes the fleet of a scenario",
          "[simulation][history]") {
  auto told = *recorded(kClamav, answers());
  told.fleet.clear();
  CHECK(why_not(remember(told, {}, {})) ==
        "the relay has not counted the devices of its groups yet: --scenario FILE says what fleet "
        "to take");

  Scenario like{.feed = {.id = *policy::FeedId::parse("content"), .every = 15min},
                .fleet = {{.group = *policy::GroupId::parse("plants"), .devices = 7}}};
  like.outages = {{.from = at("2026-03-08T00:00:00Z"), .until = at("2026-03-09T00:00:00Z")}};
  like.people.approve = 1h;
  const auto made = remember(told, like, {});
  REQUIRE(made);
  CHECK(made->scenario.fleet[0].devices == 7);
  CHECK(made->scenario.people.approve == 1h);
  CHECK(made->scenario.outages.empty());
  CHECK(made->scenario.feed.id == kClamav);
  CHECK(made->scenario.feed.every == 0s);
}
