#include "policy/freshness.h"

#include <catch2/catch.hpp>
#include <memory>

#include "tests/policy/a_gated_question.h"

using namespace std::chrono_literals;
using policy::Freshness;
using policy::Sequence;
using tests::AGatedQuestion;
using tests::AQuestion;
using tests::day;
using tests::group;
using tests::release;

namespace {

/// Release 2, first seen on day 2, soaks for good; the ceiling is 10 days.
struct AStaleQuestion : AGatedQuestion {
  explicit AStaleQuestion(Freshness::Then then = Freshness::Then::Advance) {
    rules->stage.gate.reset();
    rules->stage.soak = 10'000h;
    rules->freshness = Freshness{.ceiling = 240h, .then = then};
    moment.now = day(12);
  }
};

}  // namespace

TEST_CASE("a group is stale since the first sight of the oldest release that it waits for",
          "[policy][freshness]") {
  AStaleQuestion asked;
  asked.facts.releases.push_back(release(3));
  CHECK(asked.plan().stale->oldest == Sequence{2});
  CHECK(asked.plan().stale->since == day(2));

  SECTION("a release that is not trusted is not waited for") {
    asked.facts.releases[1].standing = policy::Standing::Suspect;
    CHECK(asked.plan().stale->oldest == Sequence{3});
  }
  SECTION("nor one that is blocked or halted") {
    asked.rules->limits.blocks = {{tests::version("2")}};
    CHECK(asked.plan().stale->oldest == Sequence{3});
    asked.rules->limits.blocks.clear();
    asked.facts.halts = {{.release = {2}}};
    CHECK(asked.plan().stale->oldest == Sequence{3});
  }
  SECTION("one that ramps is still waited for by the others") {
    asked.own().openings.push_back({{2}, policy::Opening::How::Rules, {{{9'999}, day(3)}}});
    CHECK(asked.plan().stale->oldest == Sequence{2});
    asked.own().openings.back().steps.push_back({policy::kEverybody, day(4)});
    CHECK(asked.plan().stale->oldest == Sequence{3});
  }
}

TEST_CASE("a staleness says what the group waits for and when the ceiling is reached",
          "[policy][freshness]") {
  AStaleQuestion asked;
  const auto said = [&] { return policy::sentence(*asked.plan().stale, asked.facts); };
  asked.moment.now = day(12) - 1s;
  CHECK(said() ==
        "waiting for 2 since 2026-01-03 00:00 UTC; the ceiling of 10d is reached at "
        "2026-01-13 00:00 UTC");
  asked.moment.now = day(12);
  CHECK(said() ==
        "waiting for 2 since 2026-01-03 00:00 UTC; the ceiling of 10d was reached at "
        "2026-01-13 00:00 UTC");
  asked.rules->freshness.reset();
  CHECK(said() == "waiting for 2 since 2026-01-03 00:00 UTC");
}

TEST_CASE("a release that will expire first says when", "[policy][freshness]") {
  AStaleQuestion asked{Freshness::Then::Alarm};
  asked.facts.releases[1].expires_at = day(20);
  REQUIRE(asked.plan().will_expire.size() == 1);
  CHECK(policy::sentence(asked.plan().will_expire.front(), asked.facts) ==
        "the signed metadata of 2 expires at 2026-01-21 00:00 UTC, before its rules let it go");
}

TEST_CASE("what the vendor has not changed for years is not stale", "[policy][freshness]") {
  AStaleQuestion asked;
  asked.own().openings.push_back(tests::opened(2, day(3)));
  asked.moment.now = day(3'000);
  CHECK_FALSE(asked.plan().stale);
}

TEST_CASE("a group without a release is not stale", "[policy][freshness]") {
  AStaleQuestion asked;
  asked.own().openings.clear();
  CHECK_FALSE(asked.plan().stale);
  CHECK_FALSE(asked.to_open());
}

TEST_CASE("an alarm comes at four fifths of the ceiling to the second", "[policy][freshness]") {
  AStaleQuestion asked{GENERATE(Freshness::Then::Alarm, Freshness::Then::Advance)};
  asked.moment.now = day(10) - 1s;
  CHECK_FALSE(asked.plan().stale->alarm);
  CHECK(asked.plan().next_look == day(10));
  asked.moment.now = day(10);
  CHECK(asked.plan().stale->alarm);
  CHECK_FALSE(asked.plan().stale->reached);
  CHECK(asked.plan().next_look == day(12));
}

TEST_CASE("at its ceiling a path advances or only says so", "[policy][freshness]") {
  AStaleQuestion asked;
  asked.moment.now = day(12) - 1s;
  CHECK_FALSE(asked.plan().stale->reached);
  CHECK_FALSE(asked.opens());
  asked.moment.now = day(12);
  CHECK(asked.plan().stale->reached);
  REQUIRE(asked.opens());
  CHECK(asked.plan().to_open->how == policy::Opening::How::Advanced);
  CHECK(asked.plan().to_open->because == "the group waited for 10d, the freshness ceiling is 10d");

  asked.rules->freshness->then = Freshness::Then::Alarm;
  CHECK(asked.plan().stale->reached);
  CHECK(asked.why() == "soaking until 2027-02-23 16:00 UTC");
  asked.rules->freshness.reset();
  CHECK_FALSE(asked.plan().stale->reached);
  CHECK_FALSE(asked.opens());
}

TEST_CASE("the ceiling skips soak and approval and window and a gate without evidence",
          "[policy][freshness]") {
  AStaleQuestion asked;
  asked.rules->stage.soak = 0h;
  SECTION("soak") {
    asked.rules->stage.soak = 10'000h;
  }
  SECTION("approval") {
    asked.rules->stage.approve = {{.role = "r"}};
  }
  SECTION("window") {
    asked.rules->stage.window = std::make_shared<policy::Calendar>(
        policy::Calendar{.name = "nights", .open = {{.at = 2h, .lasts = 2h}}});
  }
  SECTION("a gate that bakes") {
    asked.rules->stage.gate = policy::Gate{.bake = 10'000h};
  }
  SECTION("a gate that waits for evidence") {
    asked.rules->stage.gate = policy::Gate{.survived = policy::Quota{.devices = 5}};
  }
  asked.moment.now = day(12) - 1s;
  CHECK_FALSE(asked.opens());
  asked.moment.now = day(12);
  CHECK(asked.opens());
}

TEST_CASE("the ceiling skips nothing else", "[policy][freshness]") {
  AStaleQuestion asked;
  REQUIRE(asked.opens());
  auto& newest = asked.facts.releases[1];
  SECTION("checks") {
    asked.rules->stage.checks = {{.name = "bench"}};
  }
  SECTION("the train") {
    asked.rules->watchers = {{policy::Gate{.bake = 10'000h}, {group("plants")}}};
  }
  SECTION("a gate that failed") {
    asked.rules->stage.gate = policy::Gate{.failed = policy::BasisPoints{100}};
    asked.pilot_shows(tests::takes(200, 100));
  }
  SECTION("a suspicion") {
    newest.standing = policy::Standing::Suspect;
  }
  SECTION("a suspicion of the newest while an older one is late") {
    asked.facts.releases.push_back(release(3));
    asked.facts.releases[2].standing = policy::Standing::Suspect;
    asked.own().pauses = {{.release = {2}}};
  }
  SECTION("a hold") {
    asked.rules->limits.holds = {{}};
  }
  SECTION("a pin") {
    asked.rules->limits.pins = {{tests::version("1")}};
  }
  SECTION("a lag") {
    asked.rules->limits.lag = policy::Lag{1};
  }
  SECTION("an inherited halt") {
    asked.facts.halts = {{.release = {1}}};
  }
  SECTION("a clock that is not trusted") {
    asked.moment.clock_suspect = "it was set back";
  }
  SECTION("expired metadata") {
    newest.expires_at = day(12);
  }
  CHECK_FALSE(asked.to_open());
}

TEST_CASE("the ceiling keeps the ramp and lets it widen outside its window",
          "[policy][freshness][ramp]") {
  AStaleQuestion asked;
  asked.rules->stage.ramp = {{{500}, 24h}, {policy::kEverybody, 0h}};
  asked.rules->stage.window = std::make_shared<policy::Calendar>(
      policy::Calendar{.name = "nights", .open = {{.at = 2h, .lasts = 2h}}});
  CHECK(asked.plan().to_open->to == policy::BasisPoints{500});

  asked.own().openings.push_back({{2}, policy::Opening::How::Advanced, {{{500}, day(12)}}});
  asked.moment.now = day(13) - 1s;
  CHECK(asked.why_not_wider() == "the ramp stays at 5% until 2026-01-14 00:00 UTC");
  asked.moment.now = day(13);
  CHECK(asked.plan().to_widen);
  asked.rules->freshness->then = Freshness::Then::Alarm;
  CHECK_FALSE(asked.plan().to_widen);
}

TEST_CASE("a release opens by rules at the ceiling when nothing was in its way",
          "[policy][freshness]") {
  AStaleQuestion asked;
  asked.rules->stage.soak = 0h;
  CHECK(asked.plan().to_open->how == policy::Opening::How::Rules);
}
