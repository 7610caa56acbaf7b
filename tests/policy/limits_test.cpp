#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

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
