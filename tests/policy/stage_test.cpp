#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using tests::AQuestion;
using tests::day;
using tests::digest;
using tests::group;

namespace {

/// "office" watches "pilot", which has had release 2 since day 5, with a bake of four hours.
struct AGatedQuestion : AQuestion {
  AGatedQuestion() {
    rules->watched = {{group("pilot")}};
    rules->stage.gate = policy::Gate{.bake = 4h};
    in("pilot").openings = {tests::opened(1, day(1)), tests::opened(2, day(5))};
  }
};

policy::Approval yes(const char* person, const char* role = "release-manager") {
  return {.release = {2},
          .tree = digest(2),
          .stage = digest(99),
          .person = person,
          .role = role,
          .at = day(6)};
}

}  // namespace

TEST_CASE("a release soaks to the second from our first sight of it", "[policy][soak]") {
  AQuestion asked;
  asked.rules->stage.soak = 48h;

  asked.moment.now = day(4) - 1s;
  CHECK_FALSE(asked.opens());
  CHECK(asked.why() == "soaking until 2026-01-05 00:00 UTC");
  CHECK(asked.plan().next_look == day(4));
  asked.moment.now = day(4);
  CHECK(asked.opens());
}

TEST_CASE("a gate opens when the bake in the watched group is done to the second",
          "[policy][gate]") {
  AGatedQuestion asked;
  asked.moment.now = day(5) + 4h - 1s;
  CHECK(asked.why() == "gate: baking in 'pilot' until 2026-01-06 04:00 UTC");
  asked.moment.now = day(5) + 4h;
  CHECK(asked.opens());
}

TEST_CASE("a gate stays shut while the watched group does not have the release", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.groups.erase(group("pilot"));
  CHECK(asked.why() == "gate: 'pilot' does not have it yet");
}

TEST_CASE("every group of the watched stage must have baked the release", "[policy][gate]") {
  AGatedQuestion asked;
  asked.rules->watched.push_back({group("lab")});
  CHECK(asked.why() == "gate: 'lab' does not have it yet");
  asked.in("lab").openings = {tests::opened(2, day(6))};
  CHECK(asked.opens());
}

TEST_CASE("a release that an earlier stage skipped goes no further", "[policy][gate]") {
  AGatedQuestion asked;
  asked.in("pilot").openings = {tests::opened(1, day(1)), tests::opened(3, day(5))};
  CHECK(asked.why() == "gate: 'pilot' skipped it, so it goes no further");
}

TEST_CASE("a group that merely ended has not passed", "[policy][gate]") {
  AGatedQuestion asked;
  auto& pilot = asked.in("pilot").openings;
  pilot.push_back(tests::opened(3, day(5) + 4h - 1s));
  CHECK(asked.why() == "gate: 'pilot' had it for less than the bake");
  pilot.back().steps.back().at = day(5) + 4h;
  CHECK(asked.opens());
}

TEST_CASE("an approval needs as many distinct people as its line says", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager", .people = 2}};
  CHECK(asked.why() == "approved by 0 of 2 people (release-manager)");
  asked.own().approvals = {yes("ann"), yes("ann")};
  CHECK(asked.why() == "approved by 1 of 2 people (release-manager)");
  asked.own().approvals.push_back(yes("bo"));
  CHECK(asked.opens());
}

TEST_CASE("one person never fills two lines of approve", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}, {.role = "service-owner"}};
  asked.own().approvals = {yes("ann"), yes("ann", "service-owner")};
  CHECK(asked.why() == "nobody has approved it yet (service-owner)");
  asked.own().approvals.push_back(yes("bo", "service-owner"));
  CHECK(asked.opens());
}

TEST_CASE("an approval is void when release or rules have changed since", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.own().approvals = {yes("ann")};
  REQUIRE(asked.opens());

  SECTION("the stage's rules") {
    asked.rules->digest = digest(98);
  }
  SECTION("the release's content") {
    asked.facts.releases[1].tree = digest(77);
  }
  SECTION("another release") {
    asked.own().approvals[0].release = {1};
  }
  CHECK(asked.why() == "nobody has approved it yet (release-manager)");
}

TEST_CASE("a newer release waits while an older one bakes here for the next stage",
          "[policy][train]") {
  AQuestion asked;
  asked.rules->watchers = {{policy::Gate{.bake = 4h}, {group("plants")}}};
  asked.own().openings = {tests::opened(1, day(9))};

  asked.moment.now = day(9) + 4h - 1s;
  CHECK(asked.why() == "waits for 1, which is baking here until 2026-01-10 04:00 UTC");
  SECTION("until its bake is due") {
    asked.moment.now = day(9) + 4h;
    CHECK(asked.opens());
  }
  SECTION("until the next stage has it") {
    asked.in("plants").openings = {tests::opened(1, day(9))};
    CHECK(asked.opens());
  }
  SECTION("or it is suspect") {
    asked.facts.releases[0].standing = policy::Standing::Suspect;
    CHECK(asked.opens());
  }
}

TEST_CASE("everything that is in the way is shown at once", "[policy]") {
  AGatedQuestion asked;
  asked.rules->stage.soak = 48h;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.moment.now = day(2);
  asked.facts.groups.erase(group("pilot"));
  CHECK(asked.why() ==
        "soaking until 2026-01-05 00:00 UTC; gate: 'pilot' does not have it yet; "
        "nobody has approved it yet (release-manager)");
}
