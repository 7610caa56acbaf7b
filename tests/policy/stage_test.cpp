#include <catch2/catch.hpp>

#include "policy/turn.h"
#include "tests/policy/a_gated_question.h"

using namespace std::chrono_literals;
using tests::AGatedQuestion;
using tests::AQuestion;
using tests::day;
using tests::digest;
using tests::group;

namespace {

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

TEST_CASE("a vendor's time can only make a release younger", "[policy][soak]") {
  AQuestion asked;
  asked.rules->stage.soak = 48h;
  asked.moment.now = day(4);
  asked.facts.releases[1].vendor_time = day(1);
  CHECK(asked.opens());
  asked.moment.now = day(4) - 1s;
  CHECK_FALSE(asked.opens());
  asked.facts.releases[1].vendor_time = day(2) + 1s;
  asked.moment.now = day(4);
  CHECK_FALSE(asked.opens());
  asked.moment.now = day(4) + 1s;
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

TEST_CASE("an approval that ended does not count and the plan says when", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.own().approvals = {yes("ann")};
  asked.own().approvals[0].until = day(20);
  CHECK(asked.plan().next_look == day(20));

  asked.moment.now = day(20) - 1s;
  CHECK(asked.opens());
  asked.moment.now = day(20);
  CHECK_FALSE(asked.opens());
  CHECK(asked.why() == "nobody has approved it yet (release-manager)");
  CHECK_FALSE(asked.plan().next_look);

  asked.own().approvals.push_back(yes("ann"));
  asked.own().approvals[1].until = day(20) + 1s;
  CHECK(asked.opens());
}

TEST_CASE("an approval that ended closes nothing that it opened", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.rules->stage.ramp = {{{500}, 1h}, {policy::kEverybody, 0h}};
  asked.own().approvals = {yes("ann")};
  asked.own().approvals[0].until = day(10) + 1s;
  auto turned = policy::turn({{group("office"), asked.rules}}, asked.facts, asked.moment);
  REQUIRE(turned.events.size() == 1);
  asked.moment.now = day(30);
  turned = policy::turn({{group("office"), asked.rules}}, asked.facts, asked.moment);
  REQUIRE(turned.events.size() == 1);
  CHECK(policy::sentence(turned.events[0], asked.facts) == "widened 2 → office to 100%");
  CHECK(asked.offered() == 2);
}

TEST_CASE("a release of high risk asks for its own people", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.rules->stage.approve_high_risk = {{.role = "release-manager"}, {.role = "service-owner"}};
  asked.own().approvals = {yes("ann")};
  REQUIRE(asked.opens());

  asked.facts.releases[1].marks.kernel = true;
  CHECK(asked.why() ==
        "nobody has approved it yet (service-owner, high risk: it touches a kernel part)");
  asked.own().approvals.push_back(yes("bo", "service-owner"));
  CHECK(asked.opens());

  SECTION("or for the plain ones where it has none") {
    asked.rules->stage.approve_high_risk.clear();
    asked.own().approvals = {yes("ann")};
    CHECK(asked.opens());
    asked.own().approvals.clear();
    CHECK(asked.why() == "nobody has approved it yet (release-manager)");
  }
  SECTION("and nobody otherwise where only that is asked") {
    asked.rules->stage.approve.clear();
    asked.own().approvals.clear();
    CHECK_FALSE(asked.opens());
    asked.facts.releases[1].marks.kernel = false;
    CHECK(asked.opens());
  }
}

TEST_CASE("an approval is for the group that it was given for", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.in("plants").approvals = {yes("ann")};
  CHECK_FALSE(asked.opens());
}

TEST_CASE("a person with two roles fills the line that nobody else could", "[policy][approval]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}, {.role = "service-owner"}};
  asked.own().approvals = {yes("ann"), yes("ann", "service-owner"), yes("bo")};
  CHECK(asked.opens());
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
