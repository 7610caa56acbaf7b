#include <catch2/catch.hpp>
#include <memory>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using policy::Place;
using tests::AQuestion;
using tests::day;
using tests::group;
using tests::opened;
using tests::release;

namespace {

constexpr Place kHurt{7};
constexpr Place kWell{8};

/// The device kHurt, which took release 1, may have release 2 since day 9, before anybody else: it
/// soaks.
struct AFixForward : AQuestion {
  AFixForward() {
    rules->stage.soak = 1'000h;
    facts.bypasses = {
        {.release = {2},
         .groups = {group("office")},
         .until = day(11),
         .granted = day(9),
         .only = std::make_shared<const std::vector<Place>>(std::vector<Place>{{3}, kHurt, {9}})}};
  }
  policy::Bypass& fix() { return facts.bypasses[0]; }
};

}  // namespace

TEST_CASE("a fix-forward is offered to exactly its devices and opened to nobody",
          "[policy][bypass]") {
  AFixForward asked;
  CHECK(asked.offered(kHurt) == 2);
  CHECK(asked.offered({3}) == 2);
  CHECK(asked.offered({9}) == 2);
  CHECK(asked.offered(kWell) == 1);
  CHECK(asked.offered({0}) == 1);
  CHECK_FALSE(asked.to_open());
  CHECK(asked.why() == "soaking until 2026-02-13 16:00 UTC");
}

TEST_CASE("a fix-forward begins when it was granted and its offer is not taken back",
          "[policy][bypass]") {
  AFixForward asked;
  asked.moment.now = day(9) - 1s;
  CHECK(asked.offered(kHurt) == 1);
  asked.moment.now = day(9);
  CHECK(asked.offered(kHurt) == 2);
  asked.moment.now = day(12);
  CHECK(asked.offered(kHurt) == 2);

  SECTION("but one that was granted when it had expired offers nothing") {
    asked.fix().granted = day(11) - 1s;
    CHECK(asked.offered(kHurt) == 2);
    asked.fix().granted = day(11);
    CHECK(asked.offered(kHurt) == 1);
  }
  SECTION("but one that was never granted offers nothing") {
    asked.fix().granted.reset();
    CHECK(asked.offered(kHurt) == 1);
  }
}

TEST_CASE("a fix-forward is about its own groups", "[policy][bypass]") {
  AFixForward asked;
  asked.fix().groups = {group("plants")};
  CHECK(asked.offered(kHurt) == 1);
  asked.fix().groups.clear();
  CHECK(asked.offered(kHurt) == 2);
}

TEST_CASE("a fix-forward ends where its release is taken back or another is meant",
          "[policy][bypass]") {
  AFixForward asked;
  SECTION("by a halt") {
    asked.facts.halts = {{.release = {2}}};
  }
  SECTION("by a block") {
    asked.own().said.blocks = {{tests::version("2")}};
  }
  SECTION("by a recall") {
    asked.facts.releases[1].standing = policy::Standing::Recalled;
  }
  SECTION("by a quarantine") {
    asked.facts.releases[1].standing = policy::Standing::Quarantined;
  }
  SECTION("by stop-everything") {
    asked.facts.stopped = policy::Said{.by = "ann"};
  }
  SECTION("by a pin") {
    asked.own().said.pins = {{tests::version("1")}};
  }
  CHECK(asked.offered(kHurt) == 1);
}

TEST_CASE("what keeps a ramp where it stands leaves a fix-forward to its devices",
          "[policy][bypass]") {
  AFixForward asked;
  SECTION("a hold") {
    asked.own().said.holds = {{}};
  }
  SECTION("a lag") {
    asked.own().said.lag = policy::Lag{1};
  }
  SECTION("a clock that is not trusted") {
    asked.moment.clock_suspect = "it was set back";
  }
  SECTION("a suspicion") {
    asked.facts.releases[1].standing = policy::Standing::Suspect;
  }
  CHECK(asked.offered(kHurt) == 2);
  CHECK(asked.offered(kWell) == 1);
}

TEST_CASE("a fix-forward reaches a group whose own release was halted", "[policy][bypass]") {
  AFixForward asked;
  asked.facts.halts = {{.release = {1}, .at = day(8)}};
  CHECK(asked.offered(kHurt) == 2);
  CHECK(asked.offered(kWell) == 0);
}

TEST_CASE("a fix-forward stands between the ramps that are newer and older", "[policy][bypass]") {
  AFixForward asked;
  asked.facts.releases.push_back(release(3));
  asked.own().openings.push_back({{3}, policy::Opening::How::Rules, {{{10'000 - 1}, day(9)}}});
  CHECK(asked.offered(kHurt) == 3);
  asked.own().openings.back().steps = {{{0}, day(9)}};
  CHECK(asked.offered(kHurt) == 2);

  SECTION("and ends when something newer is open to all") {
    asked.own().openings.back().steps = {{policy::kEverybody, day(9)}};
    CHECK(asked.offered(kHurt) == 3);
    CHECK(asked.plan().open.size() == 1);
  }
  SECTION("and is for everybody when it is open itself") {
    asked.own().openings.back() = opened(2, day(9));
    CHECK(asked.offered(kHurt) == 2);
    CHECK(asked.offered(kWell) == 2);
  }
}

TEST_CASE("a fix-forward skips no rule for the group", "[policy][bypass]") {
  AFixForward asked;
  asked.fix().skips = policy::Skips{}.with(policy::Skippable::Soak);
  CHECK_FALSE(asked.to_open());
}
