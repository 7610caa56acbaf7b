#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using tests::AQuestion;
using tests::day;
using tests::group;
using tests::opened;

namespace {

/// "plants" watches "office" for four hours; "office" has all of release 1 since day 9.
struct AWatchedQuestion : AQuestion {
  AWatchedQuestion() {
    rules->watchers = {{policy::Gate{.bake = 4h}, {group("plants")}}};
    own().openings = {opened(1, day(9))};
    moment.now = day(9) + 4h - 1s;
  }
};

}  // namespace

TEST_CASE("a newer release waits while an older one bakes here for the next stage",
          "[policy][train]") {
  AWatchedQuestion asked;
  CHECK(asked.why() == "waits for 1, which is baking here until 2026-01-10 04:00 UTC");
  CHECK(asked.plan().next_look == day(9) + 4h);
  SECTION("until its bake is due") {
    asked.moment.now = day(9) + 4h;
    CHECK(asked.opens());
  }
  SECTION("until the next stage has it") {
    asked.in("plants").openings = {opened(1, day(9))};
    CHECK(asked.opens());
  }
  SECTION("or something newer") {
    asked.in("plants").openings = {opened(2, day(9))};
    CHECK(asked.opens());
  }
  SECTION("or it is suspect") {
    asked.facts.releases[0].standing = policy::Standing::Suspect;
    CHECK(asked.opens());
  }
  SECTION("or it is blocked") {
    asked.rules->limits.blocks = {{tests::version("1")}};
    CHECK(asked.opens());
  }
  SECTION("or it is halted and the newer one is the fix") {
    asked.facts.halts = {
        {.release = {1}, .at = day(9), .acknowledged = policy::Halt::Acknowledged{}}};
    asked.facts.halts[0].acknowledged->fixed_by = policy::Sequence{2};
    CHECK(asked.opens());
  }
}

TEST_CASE("a newer release waits for all groups of the stage that watches", "[policy][train]") {
  AWatchedQuestion asked;
  asked.rules->watchers[0].groups.push_back(group("labs"));
  asked.in("plants").openings = {opened(1, day(9))};
  CHECK_FALSE(asked.opens());
  asked.in("labs").openings = {opened(1, day(9))};
  CHECK(asked.opens());
}

TEST_CASE("a newer release waits for the longest bake of all who watch", "[policy][train]") {
  AWatchedQuestion asked;
  asked.rules->watchers.push_back({policy::Gate{.bake = 6h}, {group("vdi")}});
  asked.moment.now = day(9) + 6h - 1s;
  CHECK(asked.why() == "waits for 1, which is baking here until 2026-01-10 06:00 UTC");
  asked.moment.now = day(9) + 6h;
  CHECK(asked.opens());
}

TEST_CASE("a newer release waits for a ramp whose end is watched", "[policy][train]") {
  AWatchedQuestion asked;
  asked.own().openings[0].steps = {{{500}, day(2)}};
  CHECK(asked.why() == "waits for 1, which is on its way through this group");
  asked.rules->watchers.clear();
  CHECK(asked.opens());
}

TEST_CASE("the time in which a release was halted is no part of the bake that is waited for",
          "[policy][train]") {
  AWatchedQuestion asked;
  asked.facts.halts = {
      {.release = {1},
       .at = day(9) + 1h,
       .acknowledged = policy::Halt::Acknowledged{.how = policy::Halt::Acknowledged::How::Resume,
                                                  .said = {.by = "ann", .at = day(9) + 2h}}}};
  asked.moment.now = day(9) + 5h - 1s;
  CHECK_FALSE(asked.opens());
  asked.moment.now = day(9) + 5h;
  CHECK(asked.opens());
}
