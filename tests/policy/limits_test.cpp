#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using tests::AQuestion;
using tests::day;
using tests::release;
using tests::version;

namespace {

const policy::Said kAnn{.by = "ann", .why = "it hangs"};

}  // namespace

TEST_CASE("a hold keeps what the group has", "[policy][hold]") {
  AQuestion asked;
  asked.rules->limits.holds = {{kAnn}};
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "held by ann: it hangs");
}

TEST_CASE("a blocked release never opens and is taken back where it was open", "[policy][block]") {
  AQuestion asked;
  asked.rules->limits.blocks = {{version("2"), kAnn}};
  CHECK(asked.why() == "blocked by ann: it hangs");

  asked.own().openings.push_back(tests::opened(2, day(3)));
  CHECK(asked.offered() == 1);
  CHECK(asked.plan().withdrawn == std::vector{policy::Sequence{2}});
  asked.rules->limits.blocks.clear();
  CHECK(asked.offered() == 2);
  CHECK(asked.plan().withdrawn.empty());
}

TEST_CASE("a quarantined or recalled release is taken back and a suspect one stays", "[policy]") {
  AQuestion asked;
  asked.own().openings.push_back(tests::opened(2, day(3)));
  REQUIRE(asked.offered() == 2);
  auto& newest = asked.facts.releases[1];
  newest.standing_reason = "other bytes";

  newest.standing = policy::Standing::Suspect;
  CHECK(asked.offered() == 2);
  newest.standing = policy::Standing::Quarantined;
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "quarantined: other bytes");
  newest.standing = policy::Standing::Recalled;
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "recalled by the vendor: other bytes");
}

TEST_CASE("a suspect release opens nowhere new", "[policy]") {
  AQuestion asked;
  asked.facts.releases[1].standing = policy::Standing::Suspect;
  asked.facts.releases[1].standing_reason = "superseded within 78 minutes";
  CHECK(asked.why() == "suspect: superseded within 78 minutes");
}

TEST_CASE("a pin offers its version when the group was let before and nothing newer",
          "[policy][pin]") {
  AQuestion asked;
  asked.own().openings.push_back(tests::opened(2, day(3)));
  asked.rules->limits.pins = {{version("1"), kAnn}};
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "pinned to 1 by ann: it hangs");
}

TEST_CASE("a pin skips none of the stage's rules", "[policy][pin]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.rules->limits.pins = {{version("2"), kAnn}};
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "nobody has approved it yet (release-manager)");
}

TEST_CASE("a pin to an older release that was never opened still asks the stage", "[policy][pin]") {
  AQuestion asked;
  asked.own().openings = {tests::opened(2, day(3))};
  asked.rules->stage.approve = {{.role = "release-manager"}};
  asked.rules->limits.pins = {{version("1"), kAnn}};
  CHECK(asked.offered() == 2);
  CHECK(asked.why(1) == "nobody has approved it yet (release-manager)");
  asked.rules->stage.approve.clear();
  CHECK(asked.to_open() == policy::Sequence{1});
}

TEST_CASE("a pin to a release that is not here leaves what the group has", "[policy][pin]") {
  AQuestion asked;
  asked.rules->limits.pins = {{version("9"), kAnn}};
  CHECK(asked.offered() == 1);
  CHECK_FALSE(asked.to_open());
  CHECK(asked.why() == "pinned to 9 by ann: it hangs");
}

TEST_CASE("a floor refuses what is older and what cannot be placed", "[policy][floor]") {
  AQuestion asked;
  asked.rules->limits.floors = {{version("2"), kAnn}};
  CHECK(asked.opens());
  asked.facts.releases.push_back(release(3));
  asked.rules->limits.floors = {{version("3"), kAnn}};
  CHECK(asked.why() == "not known to be as new as the floor 3 by ann: it hangs");
  asked.rules->limits.floors = {{version("99"), kAnn}};
  CHECK_FALSE(asked.to_open());
}

TEST_CASE("a lag keeps a group so many releases behind and never goes down", "[policy][lag]") {
  AQuestion asked;
  asked.rules->limits.lag = policy::Lag{2, kAnn};  // As many as there are releases.
  CHECK(asked.why() == "kept 2 behind the newest by ann: it hangs");
  asked.rules->limits.lag = policy::Lag{1, kAnn};
  CHECK(asked.why() == "kept 1 behind the newest by ann: it hangs");
  asked.facts.releases.push_back(release(3));
  CHECK(asked.opens());
  CHECK(asked.why(3) == "kept 1 behind the newest by ann: it hangs");

  asked.rules->limits.lag = policy::Lag{2, kAnn};
  asked.own().openings.push_back(tests::opened(2, day(3)));
  CHECK(asked.offered() == 2);
}

TEST_CASE("a withdrawn release counts for the lag", "[policy][lag]") {
  AQuestion asked;
  asked.facts.releases.push_back(release(3));
  asked.facts.releases[2].standing = policy::Standing::Recalled;
  asked.rules->limits.lag = policy::Lag{1, kAnn};
  CHECK(asked.opens());
}

TEST_CASE("nothing new opens while the clock is not trusted", "[policy][time]") {
  AQuestion asked;
  asked.moment.clock_suspect = "it was set back by 30d";
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "the clock is not trusted (it was set back by 30d), so nothing new opens");
}

TEST_CASE("a feed that no path is for opens nothing and keeps what was adopted", "[policy]") {
  AQuestion asked;
  asked.rules.reset();
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "no path of the policy is for this feed");
}

TEST_CASE("a group without a release gets nothing until its stage lets one in", "[policy]") {
  AQuestion asked;
  asked.own().openings.clear();
  CHECK(asked.offered() == 0);
  CHECK(asked.opens());
}

TEST_CASE("an allowed range takes both of its ends and nothing outside", "[policy][allow]") {
  AQuestion asked;
  asked.own().openings.clear();
  for (unsigned n = 3; n <= 5; ++n) asked.facts.releases.push_back(release(n));
  const auto opens = [&asked](const char* from, const char* to) {
    policy::Allowed range{.said = kAnn};
    if (from != nullptr) range.from = version(from);
    if (to != nullptr) range.to = version(to);
    asked.rules->limits.allowed = {range};
    const auto open = asked.to_open();
    return open ? open->number : 0;
  };
  CHECK(opens("2", "4") == 4);
  CHECK(opens(nullptr, "3") == 3);
  CHECK(opens("5", nullptr) == 5);
  CHECK(opens("5", "5") == 5);
  CHECK(opens("4", "3") == 0);
  CHECK(opens("9", nullptr) == 0);
  CHECK(opens(nullptr, "9") == 0);
  CHECK(asked.why(5) == "not known to be in the allowed range any to 9 by ann: it hangs");
  opens("2", "4");
  CHECK(asked.why(1) == "not known to be in the allowed range 2 to 4 by ann: it hangs");
}

TEST_CASE("every allowed range and every floor counts", "[policy][allow][floor]") {
  AQuestion asked;
  asked.own().openings.clear();
  for (unsigned n = 3; n <= 5; ++n) asked.facts.releases.push_back(release(n));
  asked.rules->limits.allowed = {{.to = version("4")}};
  asked.facts.said.allowed = {{.to = version("3")}};
  CHECK(asked.to_open() == policy::Sequence{3});
  asked.own().said.floors = {{version("4"), kAnn}};
  CHECK_FALSE(asked.to_open());
}

TEST_CASE("a release that a floor or a range leaves out stays where it is open",
          "[policy][allow][floor]") {
  AQuestion asked;
  asked.own().openings.push_back(tests::opened(2, day(3)));
  asked.facts.releases.push_back(release(3));
  asked.rules->limits.floors = {{version("3")}};
  asked.rules->limits.allowed = {{.to = version("1")}};
  CHECK(asked.offered() == 2);
}

TEST_CASE("stop-everything takes back what ramps and keeps what all have", "[policy][stop]") {
  AQuestion asked;
  asked.facts.stopped = kAnn;
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "everything is stopped by ann: it hangs");
  asked.own().openings.push_back(
      {{2}, policy::Opening::How::Rules, {{policy::BasisPoints{9'999}, day(3)}}});
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "everything is stopped by ann: it hangs");
  CHECK(asked.plan().withdrawn == std::vector{policy::Sequence{2}});

  SECTION("until it is lifted") {
    asked.facts.stopped.reset();
    CHECK(asked.offered() == 2);
  }
  SECTION("and a ramp at its end is what all have") {
    asked.own().openings.back().steps.push_back({policy::kEverybody, day(4)});
    CHECK(asked.offered() == 2);
    CHECK(asked.plan().withdrawn.empty());
  }
}

TEST_CASE("a pause stops one release in one group", "[policy][pause]") {
  AQuestion asked;
  asked.in("plants").pauses = {{.release = {2}, .said = kAnn}};
  CHECK(asked.opens());
  asked.own().pauses = {{.release = {1}, .said = kAnn}};
  CHECK(asked.opens());
  asked.own().pauses = {{.release = {2}, .said = kAnn}};
  CHECK(asked.why() == "paused by ann: it hangs");
  asked.own().pauses[0].lifted = day(9);
  CHECK(asked.opens());
}

TEST_CASE("a release whose signed metadata expired opens nowhere new", "[policy][expiry]") {
  AQuestion asked;
  asked.facts.releases[1].expires_at = asked.moment.now + 1s;
  CHECK(asked.opens());
  asked.facts.releases[1].expires_at = asked.moment.now;
  CHECK(asked.why() == "its signed metadata expired at 2026-01-11 00:00 UTC");
  asked.own().openings.push_back(tests::opened(2, day(3)));
  CHECK(asked.offered() == 2);
}

TEST_CASE("a release is warned of that will have expired before its rules let it go",
          "[policy][expiry]") {
  AQuestion asked;
  asked.rules->stage.soak = 480h;  // Until day 22.
  asked.facts.releases[1].expires_at = day(22);
  CHECK(asked.plan().will_expire.empty());
  asked.facts.releases[1].expires_at = day(22) - 1s;
  CHECK(asked.plan().will_expire == std::vector{policy::WillExpire{{2}, day(22) - 1s}});
}

TEST_CASE("the pin that counts is a person's last one", "[policy][pin]") {
  AQuestion asked;
  asked.own().openings.push_back(tests::opened(2, day(3)));
  asked.rules->limits.pins = {{version("1")}, {version("2")}};
  CHECK(asked.offered() == 2);
  asked.facts.said.pins = {{version("1"), {.by = "ann", .at = day(5)}}};
  CHECK(asked.offered() == 1);
  asked.own().said.pins = {{version("2"), {.by = "bo", .at = day(5)}}};
  CHECK(asked.offered() == 2);
  asked.own().said.pins[0].said.at = day(5) - 1s;
  CHECK(asked.offered() == 1);
  CHECK(asked.why() == "pinned to 1 by ann");
}

TEST_CASE("an act of a person about a group or about all counts like the document",
          "[policy][limits]") {
  AQuestion asked;
  auto& acts = GENERATE(false, true) ? asked.facts.said : asked.own().said;
  SECTION("a hold") {
    acts.holds = {{kAnn}};
  }
  SECTION("a block") {
    acts.blocks = {{version("2"), kAnn}};
  }
  SECTION("a pin") {
    acts.pins = {{version("1"), kAnn}};
  }
  SECTION("a floor") {
    acts.floors = {{version("9"), kAnn}};
  }
  SECTION("a lag") {
    acts.lag = policy::Lag{1, kAnn};
  }
  CHECK_FALSE(asked.opens());
  CHECK(asked.why().ends_with(" by ann: it hangs"));
}
