#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using policy::BasisPoints;
using policy::Instant;
using tests::AQuestion;
using tests::day;
using tests::group;

namespace {

using Acknowledged = policy::Halt::Acknowledged;

/// Release 2 is open to 5 % since day 5; then come 25 % after 4 h and all after another day.
struct ARampingQuestion : AQuestion {
  ARampingQuestion() {
    rules->stage.ramp = {{{500}, 4h}, {{2'500}, 24h}, {policy::kEverybody, 0h}};
    own().openings.push_back({{2}, policy::Opening::How::Rules, {{{500}, day(5)}}});
    moment.now = day(5);
  }
  std::vector<policy::Step>& steps() { return own().openings.back().steps; }
  /// Where it goes now; nothing where it stays.
  BasisPoints widens() const {
    const auto widen = plan().to_widen;
    return widen && widen->release == policy::Sequence{2} ? widen->to : policy::kNobody;
  }
  /// Whether that is the first second in which it widens.
  bool widens_first_at(Instant at) {
    moment.now = at - 1s;
    const bool before = widens() != policy::kNobody;
    moment.now = at;
    return !before && widens() != policy::kNobody;
  }
  void pause(Instant from, std::optional<Instant> until, unsigned release = 2) {
    own().pauses.push_back(
        {.release = {release}, .said = {.by = "ann", .at = from}, .lifted = until});
  }
  void halt(Instant from, Instant until) {
    facts.halts.push_back({.release = {2},
                           .at = from,
                           .acknowledged = Acknowledged{.how = Acknowledged::How::Resume,
                                                        .said = {.by = "ann", .at = until}}});
  }
};

/// A device in the first bucket of release 2, which salt 0 gives to place 0; and one in the last.
constexpr policy::Place kFirst{0};

}  // namespace

TEST_CASE("a release opens to the first step of its stage's ramp", "[policy][ramp]") {
  AQuestion asked;
  CHECK(asked.plan().to_open->to == policy::kEverybody);
  asked.rules->stage.ramp = {{{500}, 4h}, {policy::kEverybody, 0h}};
  CHECK(asked.plan().to_open->to == BasisPoints{500});
}

TEST_CASE("a ramp goes on to the second when its step was held", "[policy][ramp]") {
  ARampingQuestion asked;
  CHECK(asked.why_not_wider() == "the ramp stays at 5% until 2026-01-06 04:00 UTC");
  CHECK(asked.plan().next_look == day(5) + 4h);
  CHECK(asked.widens_first_at(day(5) + 4h));
  CHECK(asked.widens() == BasisPoints{2'500});

  asked.steps().push_back({{2'500}, day(6)});
  CHECK(asked.widens_first_at(day(7)));
  CHECK(asked.widens() == policy::kEverybody);
}

TEST_CASE("a ramp reaches exactly the devices below what it has come to", "[policy][ramp]") {
  ARampingQuestion asked;
  const auto own_bucket = policy::bucket({7}, {}).number;
  asked.steps() = {{{own_bucket}, day(5)}};
  CHECK(asked.offered({7}) == 1);
  asked.steps() = {{{own_bucket + 1}, day(5)}};
  CHECK(asked.offered({7}) == 2);
}

TEST_CASE("the time in which a ramp stood still is not held time", "[policy][ramp]") {
  ARampingQuestion asked;
  SECTION("in a pause") {
    asked.pause(day(5) + 1h, day(5) + 3h);
    CHECK(asked.widens_first_at(day(5) + 6h));
  }
  SECTION("in a halt") {
    asked.halt(day(5) + 1h, day(5) + 3h);
    CHECK(asked.widens_first_at(day(5) + 6h));
  }
  SECTION("once where two pauses overlap") {
    asked.pause(day(5) + 2h, day(5) + 4h);
    asked.pause(day(5) + 1h, day(5) + 3h);
    CHECK(asked.widens_first_at(day(5) + 7h));
  }
  SECTION("once where one is within another") {
    asked.pause(day(5) + 1h, day(5) + 4h);
    asked.halt(day(5) + 2h, day(5) + 3h);
    CHECK(asked.widens_first_at(day(5) + 7h));
  }
  SECTION("twice where one follows another") {
    asked.pause(day(5) + 1h, day(5) + 2h);
    asked.pause(day(5) + 2h, day(5) + 3h);
    CHECK(asked.widens_first_at(day(5) + 6h));
  }
  SECTION("from the step on") {
    asked.pause(day(4), day(5) + 1h);
    CHECK(asked.widens_first_at(day(5) + 5h));
  }
  SECTION("not before it and not for another release") {
    asked.pause(day(4), day(5));
    asked.pause(day(5), day(6), 1);
    CHECK(asked.widens_first_at(day(5) + 4h));
  }
}

TEST_CASE("a paused ramp stands where it is and nobody knows until when", "[policy][ramp][pause]") {
  ARampingQuestion asked;
  asked.pause(day(5) + 1h, {});
  asked.moment.now = day(9);
  CHECK(asked.why_not_wider() == "paused by ann");
  CHECK(asked.offered(kFirst) == 2);
  CHECK_FALSE(asked.plan().next_look);
}

TEST_CASE("what stops a release anywhere keeps its ramp where it stands", "[policy][ramp]") {
  ARampingQuestion asked;
  asked.moment.now = day(9);
  REQUIRE(asked.widens() != policy::kNobody);
  SECTION("a hold") {
    asked.own().said.holds = {{{.by = "ann"}}};
    CHECK(asked.why_not_wider() == "held by ann");
  }
  SECTION("a suspicion") {
    asked.facts.releases[1].standing = policy::Standing::Suspect;
    CHECK(asked.why_not_wider() == "suspect");
  }
  SECTION("a clock that is not trusted") {
    asked.moment.clock_suspect = "it was set back";
  }
  SECTION("metadata that has expired") {
    asked.facts.releases[1].expires_at = day(9);
  }
  SECTION("a lag") {
    asked.rules->limits.lag = policy::Lag{1};
  }
  SECTION("a halt of an earlier release") {
    asked.facts.halts = {{.release = {1}, .at = day(5)}};
  }
  CHECK(asked.widens() == policy::kNobody);
  CHECK(asked.offered(kFirst) == 2);
}

TEST_CASE("a ramp that is edited goes on from where it stands", "[policy][ramp]") {
  ARampingQuestion asked;
  asked.steps().push_back({{2'500}, day(6)});
  SECTION("to the first higher step after the hold of the last lower one") {
    asked.rules->stage.ramp = {{{1'000}, 1h}, {{5'000}, 48h}, {policy::kEverybody, 0h}};
    CHECK(asked.widens_first_at(day(6) + 1h));
    CHECK(asked.widens() == BasisPoints{5'000});
  }
  SECTION("with the hold of the step that it stands on") {
    asked.rules->stage.ramp = {{{2'500}, 2h}, {policy::kEverybody, 0h}};
    CHECK(asked.widens_first_at(day(6) + 2h));
  }
  SECTION("at once where all steps are higher") {
    asked.rules->stage.ramp = {{{5'000}, 48h}, {policy::kEverybody, 0h}};
    asked.moment.now = day(6);
    CHECK(asked.widens() == BasisPoints{5'000});
  }
  SECTION("to everybody where it was removed") {
    asked.rules->stage.ramp.clear();
    asked.moment.now = day(6);
    CHECK(asked.widens() == policy::kEverybody);
  }
}

TEST_CASE("a window governs every widening", "[policy][ramp][window]") {
  ARampingQuestion asked;
  asked.rules->stage.window = std::make_shared<policy::Calendar>(
      policy::Calendar{.name = "nights", .open = {{.at = 22h, .lasts = 2h}}});
  CHECK_FALSE(asked.widens_first_at(day(5) + 4h));
  CHECK(asked.why_not_wider() ==
        "'nights' is closed: outside its hours, until 2026-01-06 22:00 UTC");
  CHECK(asked.plan().next_look == day(5) + 22h);
  CHECK(asked.widens_first_at(day(5) + 22h));
  asked.moment.now = day(6) - 1s;
  CHECK(asked.widens() == BasisPoints{2'500});
  asked.moment.now = day(6);
  CHECK(asked.widens() == policy::kNobody);
}

TEST_CASE("an older release goes on widening until a newer one is open to all", "[policy][ramp]") {
  ARampingQuestion asked;
  asked.facts.releases.push_back(tests::release(3));
  asked.facts.releases[2].salt = {99};
  asked.steps().push_back({{2'500}, day(6)});
  asked.own().openings.push_back({{3}, policy::Opening::How::Rules, {{{500}, day(7) - 1h}}});
  asked.moment.now = day(7);
  CHECK(asked.widens() == policy::kEverybody);
  CHECK(asked.plan().open.size() == 3);

  SECTION("the newest of several goes first") {
    asked.moment.now = day(8);
    CHECK(asked.plan().to_widen->release == policy::Sequence{3});
  }
  SECTION("and is then superseded") {
    asked.steps() = {{policy::kEverybody, day(7)}};
    CHECK(asked.plan().to_widen == std::nullopt);
    CHECK(asked.plan().open.size() == 1);
    CHECK(asked.offered() == 3);
  }
}

TEST_CASE("a device that is not in the newest ramp keeps what an older one gave it",
          "[policy][ramp]") {
  ARampingQuestion asked;
  asked.facts.releases.push_back(tests::release(3));
  asked.facts.releases[2].salt = {~std::uint64_t{0}};
  REQUIRE(policy::bucket(kFirst, {~std::uint64_t{0}}).number >= 500);
  asked.own().openings.push_back({{3}, policy::Opening::How::Rules, {{{500}, day(6)}}});
  asked.moment.now = day(6);
  CHECK(asked.offered(kFirst) == 2);
}

TEST_CASE("each release has its own first devices and a sticky cohort always the same",
          "[policy][ramp]") {
  ARampingQuestion asked;
  asked.facts.releases[1].salt = {42};
  asked.facts.sticky = {43};
  CHECK(asked.plan().open.front().salt == policy::Salt{42});
  asked.rules->sticky = true;
  CHECK(asked.plan().open.front().salt == policy::Salt{43});
}
