#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using policy::Opening;
using tests::AQuestion;
using tests::day;
using tests::digest;
using tests::group;

namespace {

/// "office" watches "pilot", which has had release 2 since day 5, with a bake of four hours.
struct AGatedQuestion : AQuestion {
  AGatedQuestion() {
    rules->watched = {group("pilot")};
    rules->stage.gate = policy::Gate{.bake = 4h};
    facts.others[group("pilot")] = {{.release = {1}, .at = day(1)}, {.release = {2}, .at = day(5)}};
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

  asked.now = day(4) - 1s;
  CHECK_FALSE(asked.opens());
  CHECK(asked.why() == "soaking until 2026-01-05 00:00 UTC");
  CHECK(asked.plan().next_look == day(4));
  asked.now = day(4);
  CHECK(asked.opens());
}

TEST_CASE("a gate opens when the bake in the watched group is done to the second",
          "[policy][gate]") {
  AGatedQuestion asked;
  asked.now = day(5) + 4h - 1s;
  CHECK(asked.why() == "gate: baking in 'pilot' until 2026-01-06 04:00 UTC");
  asked.now = day(5) + 4h;
  CHECK(asked.opens());
}

TEST_CASE("a gate stays shut while the watched group does not have the release", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.others.clear();
  CHECK(asked.why() == "gate: 'pilot' does not have it yet");
}

TEST_CASE("every group of the watched stage must have baked the release", "[policy][gate]") {
  AGatedQuestion asked;
  asked.rules->watched.push_back(group("lab"));
  CHECK(asked.why() == "gate: 'lab' does not have it yet");
  asked.facts.others[group("lab")] = {{.release = {2}, .at = day(6)}};
  CHECK(asked.opens());
}

TEST_CASE("a release that an earlier stage skipped goes no further", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.others[group("pilot")] = {{.release = {1}, .at = day(1)},
                                        {.release = {3}, .at = day(5)}};
  CHECK(asked.why() == "gate: 'pilot' skipped it, so it goes no further");
}

TEST_CASE("a group that merely ended has not passed", "[policy][gate]") {
  AGatedQuestion asked;
  auto& pilot = asked.facts.others[group("pilot")];
  pilot.push_back({.release = {3}, .at = day(5) + 4h - 1s});
  CHECK(asked.why() == "gate: 'pilot' had it for less than the bake");
  pilot.back().at = day(5) + 4h;
  CHECK(asked.opens());
}

TEST_CASE("an approval needs as many distinct people as its line says", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager", .people = 2}};
  CHECK(asked.why() == "approved by 0 of 2 people (release-manager)");
  asked.facts.approvals = {yes("ann"), yes("ann")};
  CHECK(asked.why() == "approved by 1 of 2 people (release-manager)");
  asked.facts.approvals.push_back(yes("bo"));
  CHECK(asked.opens());
}

TEST_CASE("one person never fills two lines of approve", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}, {.role = "service-owner"}};
  asked.facts.approvals = {yes("ann"), yes("ann", "service-owner")};
  CHECK(asked.why() == "nobody has approved it yet (service-owner)");
  asked.facts.approvals.push_back(yes("bo", "service-owner"));
  CHECK(asked.opens());
}

TEST_CASE("an approval is void when release or rules have changed since", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.facts.approvals = {yes("ann")};
  REQUIRE(asked.opens());

  SECTION("the stage's rules") {
    asked.stage = digest(98);
  }
  SECTION("the release's content") {
    asked.releases[1].tree = digest(77);
  }
  SECTION("another release") {
    asked.facts.approvals[0].release = {1};
  }
  CHECK(asked.why() == "nobody has approved it yet (release-manager)");
}

TEST_CASE("a newer release waits while an older one bakes here for the next stage",
          "[policy][train]") {
  AQuestion asked;
  asked.rules->next = {group("plants")};
  asked.rules->watched_for = policy::Gate{.bake = 4h};
  asked.facts.openings = {{.release = {1}, .at = day(9)}};

  asked.now = day(9) + 4h - 1s;
  CHECK(asked.why() == "waits for 1, which is baking here until 2026-01-10 04:00 UTC");
  SECTION("until its bake is due") {
    asked.now = day(9) + 4h;
    CHECK(asked.opens());
  }
  SECTION("until the next stage has it") {
    asked.facts.others[group("plants")] = {{.release = {1}, .at = day(9)}};
    CHECK(asked.opens());
  }
  SECTION("or it is suspect") {
    asked.releases[0].standing = policy::Standing::Suspect;
    CHECK(asked.opens());
  }
}

TEST_CASE("everything that is in the way is shown at once", "[policy]") {
  AGatedQuestion asked;
  asked.rules->stage.soak = 48h;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.now = day(2);
  asked.facts.others.clear();
  CHECK(asked.why() ==
        "soaking until 2026-01-05 00:00 UTC; gate: 'pilot' does not have it yet; "
        "nobody has approved it yet (release-manager)");
}
