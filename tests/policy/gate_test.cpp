#include <catch2/catch.hpp>

#include "tests/policy/a_gated_question.h"

using namespace std::chrono_literals;
using policy::NoEvidence;
using tests::AGatedQuestion;
using tests::day;
using tests::group;
using tests::opened;
using tests::takes;
using tests::version;

namespace {

/// The bake is over since day 5, 4 h; five takes must have survived, at most 1 % failed.
struct AQuestionOfEvidence : AGatedQuestion {
  AQuestionOfEvidence() {
    gate().survived = policy::Quota{.devices = 5};
    gate().failed = policy::BasisPoints{100};
  }
};

}  // namespace

TEST_CASE("a gate opens when the bake in the watched group is done to the second",
          "[policy][gate]") {
  AGatedQuestion asked;
  asked.moment.now = day(5) + 4h - 1s;
  CHECK(asked.why() == "gate: baking in 'pilot' until 2026-01-06 04:00 UTC");
  CHECK(asked.plan().next_look == day(5) + 4h);
  asked.moment.now = day(5) + 4h;
  CHECK(asked.opens());
}

TEST_CASE("a gate stays shut while the watched group does not have the release", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.groups.erase(group("pilot"));
  CHECK(asked.why() == "gate: 'pilot' does not have it yet");
}

TEST_CASE("a bake begins when the watched group's ramp is at its end", "[policy][gate]") {
  AGatedQuestion asked;
  auto& opening = asked.in("pilot").openings.back();
  opening.steps = {{{9'999}, day(5)}};
  CHECK(asked.why() == "gate: 'pilot' has it, but not all of it yet");
  opening.steps.push_back({policy::kEverybody, day(6)});
  asked.moment.now = day(6) + 4h - 1s;
  CHECK(asked.why() == "gate: baking in 'pilot' until 2026-01-07 04:00 UTC");
  asked.moment.now = day(6) + 4h;
  CHECK(asked.opens());
}

TEST_CASE("every watched group must have baked the release", "[policy][gate]") {
  AGatedQuestion asked;
  asked.rules->watched.push_back({group("lab")});
  CHECK(asked.why() == "gate: 'lab' does not have it yet");
  asked.in("lab").openings = {opened(2, day(6))};
  CHECK(asked.opens());
  asked.moment.now = day(6) + 4h - 1s;
  CHECK(asked.why() == "gate: baking in 'lab' until 2026-01-07 04:00 UTC");
}

TEST_CASE("a release that an earlier stage skipped goes no further", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.releases.push_back(tests::release(3));
  asked.in("pilot").openings = {opened(1, day(1)), opened(3, day(5))};
  CHECK(asked.why() == "gate: 'pilot' skipped it, so it goes no further");
}

TEST_CASE("what a newer release replaced in its first second has baked no longer",
          "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.releases.push_back(tests::release(3));
  asked.in("pilot").openings.push_back(opened(3, day(5)));
  CHECK(asked.why() == "gate: 'pilot' had it for less than the bake");
  asked.gate().bake = 0s;
  CHECK(asked.why().empty());
}

TEST_CASE("a group that merely ended has not passed", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.releases.push_back(tests::release(3));
  auto& pilot = asked.in("pilot").openings;
  pilot.push_back(opened(3, day(5) + 4h - 1s));
  CHECK(asked.why() == "gate: 'pilot' had it for less than the bake");
  pilot.back().steps.back().at = day(5) + 4h;
  asked.moment.now = day(5) + 4h;
  CHECK(asked.opens());

  SECTION("and a newer release that only ramps ends nothing") {
    pilot.back().steps = {{{9'999}, day(5)}};
    CHECK(asked.opens());
  }
}

TEST_CASE("a watched group that was taken back to another release has not passed",
          "[policy][gate]") {
  AGatedQuestion asked;
  auto& pilot = asked.in("pilot").said;
  const policy::Said early{.by = "ann", .why = "it hangs", .at = day(5) + 4h - 1s};
  const policy::Said late{.by = "ann", .why = "it hangs", .at = day(5) + 4h};
  const auto* const ended = "gate: 'pilot' had it for less than the bake";

  SECTION("by a pin") {
    pilot.pins = {{version("1"), early}};
    CHECK(asked.why() == ended);
    pilot.pins = {{version("1"), late}};
    CHECK(asked.opens());
    pilot.pins = {{version("1"), early}, {version("2"), early}};
    CHECK(asked.opens());
  }
  SECTION("by a block") {
    pilot.blocks = {{version("2"), early}};
    CHECK(asked.why() == ended);
    pilot.blocks = {{version("2"), late}};
    CHECK(asked.opens());
    pilot.blocks = {{version("1"), early}};
    CHECK(asked.opens());
  }
  SECTION("by the document") {
    asked.rules->watched[0].limits.pins = {{version("1")}};
    CHECK(asked.why() == ended);
    asked.rules->watched[0].limits.pins = {{version("2")}};
    CHECK(asked.opens());
  }
}

TEST_CASE("the time in which a release was halted is no part of its bake", "[policy][gate]") {
  AGatedQuestion asked;
  asked.facts.halts = {
      {.release = {2},
       .group = group("pilot"),
       .at = day(5) + 1h,
       .acknowledged = policy::Halt::Acknowledged{.how = policy::Halt::Acknowledged::How::Resume,
                                                  .said = {.by = "ann", .at = day(5) + 11h}}}};
  asked.moment.now = day(5) + 14h - 1s;
  CHECK(asked.why() == "gate: baking in 'pilot' until 2026-01-06 14:00 UTC");
  asked.moment.now = day(5) + 14h;
  CHECK(asked.opens());

  SECTION("and a halt after it takes nothing from it") {
    asked.facts.halts[0].at = day(5) + 4h;
    asked.moment.now = day(5) + 11h;
    CHECK(asked.opens());
  }
}

TEST_CASE("a gate wants so many survivors of this very release", "[policy][gate]") {
  AQuestionOfEvidence asked;
  asked.pilot_shows(takes(4, 4));
  CHECK(asked.why() == "gate: 'pilot': 4 of 5 devices have survived");
  asked.pilot_shows(takes(5, 5));
  CHECK(asked.opens());

  SECTION("and none of another one") {
    auto& shown = asked.in("pilot").experience;
    shown[{1}] = shown[{2}];
    shown[{2}] = takes(4, 4);
    CHECK_FALSE(asked.opens());
  }
  SECTION("and not before the bake is over") {
    asked.moment.now = day(5) + 4h - 1s;
    CHECK(asked.why() == "gate: baking in 'pilot' until 2026-01-06 04:00 UTC");
  }
  SECTION("in every watched group") {
    asked.rules->watched.push_back({group("lab")});
    asked.in("lab").openings = {opened(2, day(5))};
    asked.in("lab").seen = 200;
    asked.in("lab").experience[{2}] = takes(4, 4);
    CHECK(asked.why() == "gate: 'lab': 4 of 5 devices have survived");
  }
}

TEST_CASE("a group that nobody was seen in never passes a gate that asks evidence",
          "[policy][gate]") {
  AQuestionOfEvidence asked;
  asked.pilot_shows(takes(5, 5));
  asked.in("pilot").seen = 0;
  CHECK(asked.why() == "gate: 'pilot': no device of the group was seen in 7 days");
  asked.gate() = {.bake = 4h};
  CHECK(asked.opens());
}

TEST_CASE("silence means nothing in a watched group whose devices come and go", "[policy][gate]") {
  AGatedQuestion asked;
  asked.gate().silent = policy::BasisPoints{100};
  asked.pilot_shows({.all = {.taken = 10, .mature = 10, .silent = 10},
                     .control = {policy::Control::Of::SameGroup, 100, 0}});
  CHECK_FALSE(asked.opens());
  asked.rules->watched[0].ephemeral = true;
  CHECK(asked.opens());
}

TEST_CASE("a failed gate is not judged away", "[policy][gate]") {
  AQuestionOfEvidence asked;
  asked.pilot_shows(takes(200, 150));
  const std::string failed = asked.why();
  CHECK(failed.starts_with("gate: 'pilot': "));
  CHECK(failed.ends_with("; it failed"));

  SECTION("by a bypass") {
    asked.facts.bypasses = {{.release = {2},
                             .skips = policy::Skips{}.with(policy::Skippable::Gate),
                             .until = day(11),
                             .granted = day(9)}};
    CHECK(asked.why() == failed);
    asked.moment.now = day(9);
    asked.in("pilot").openings.back().steps[0].at = day(9);
    CHECK_FALSE(asked.opens());
  }
  SECTION("by the absence of evidence") {
    asked.rules->no_evidence = NoEvidence{.after = 1h, .then = NoEvidence::Then::Open};
    CHECK(asked.why() == failed);
  }
  SECTION("by the freshness ceiling") {
    asked.rules->freshness =
        policy::Freshness{.ceiling = 1h, .then = policy::Freshness::Then::Advance};
    CHECK(asked.why() == failed);
  }
  SECTION("by a forecast that assumes good evidence") {
    asked.moment.assume_healthy = true;
    CHECK(asked.why() == failed);
  }
}

TEST_CASE("a forecast with healthy devices takes missing evidence for good", "[policy][gate]") {
  AQuestionOfEvidence asked;
  CHECK_FALSE(asked.opens());
  asked.moment.assume_healthy = true;
  CHECK(asked.opens());
  asked.moment.now = day(5) + 4h - 1s;
  CHECK_FALSE(asked.opens());
}

TEST_CASE("a gate without evidence stays shut or asks people as the path says", "[policy][gate]") {
  AQuestionOfEvidence asked;
  const auto then =
      GENERATE(std::optional<NoEvidence::Then>{}, NoEvidence::Then::Hold, NoEvidence::Then::Ask);
  if (then) asked.rules->no_evidence = NoEvidence{.after = 12h, .then = *then};
  const bool asks = then == NoEvidence::Then::Ask;
  asked.moment.now = day(10'000);
  CHECK(asked.why() == std::string{"gate: 'pilot': 0 of 5 devices have survived; "
                                   "no take is old enough to be judged"} +
                           (asks ? "; people may judge it (bypass the gate)" : ""));
  CHECK_FALSE(asked.plan().next_look);
}

TEST_CASE("a gate without evidence opens so long after its bake was due", "[policy][gate]") {
  AQuestionOfEvidence asked;
  asked.rules->no_evidence = NoEvidence{.after = 12h, .then = NoEvidence::Then::Open};
  asked.moment.now = day(5) + 16h - 1s;
  CHECK_FALSE(asked.opens());
  CHECK(asked.plan().next_look == day(5) + 16h);
  asked.moment.now = day(5) + 16h;
  CHECK(asked.opens());

  SECTION("and is looked at when a take becomes old enough") {
    asked.moment.now = day(5) + 15h;
    asked.in("pilot").experience[{2}].next_mature = day(5) + 15h + 1s;
    CHECK(asked.plan().next_look == day(5) + 15h + 1s);
  }
  SECTION("also when the last take was old enough long ago") {
    asked.moment.now = day(5) + 15h;
    asked.in("pilot").experience[{2}].next_mature = day(5) + 15h;
    CHECK(asked.plan().next_look == day(5) + 16h);
  }
}
