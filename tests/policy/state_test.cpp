#include "policy/state.h"

#include <catch2/catch.hpp>

#include "tests/policy/a_question.h"

using policy::Sequence;
using policy::State;
using tests::AQuestion;
using tests::day;
using tests::opened;
using tests::release;
using tests::version;

namespace {

std::vector<policy::Rollout> all(const AQuestion& asked) {
  return policy::rollouts(asked.question(), asked.plan(), 100);
}
std::string state(const AQuestion& asked, unsigned n = 2) {
  for (const auto& one : all(asked)) {
    if (one.release == Sequence{n}) return policy::word(one.state);
  }
  return "not told";
}
policy::Opening ramping(unsigned n) {
  return {{n}, policy::Opening::How::Rules, {{{500}, day(5)}}};
}

}  // namespace

TEST_CASE("a rollout waits and opens and settles", "[policy][state]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "r"}};
  CHECK(state(asked) == "waiting");
  asked.own().openings.push_back(ramping(2));
  CHECK(state(asked) == "open");
  CHECK(state(asked, 1) == "settled");
  asked.own().openings.back().steps.push_back({policy::kEverybody, day(6)});
  CHECK(state(asked) == "settled");
  CHECK(state(asked, 1) == "superseded");
}

TEST_CASE("a rollout says how far it is and since when", "[policy][state]") {
  AQuestion asked;
  asked.rules->stage.approve = {{.role = "r"}};
  CHECK(all(asked)[0].reached == policy::kNobody);
  CHECK_FALSE(all(asked)[0].opened);
  asked.own().openings.push_back(ramping(2));
  CHECK(all(asked)[0].reached == policy::BasisPoints{500});
  CHECK(all(asked)[0].opened == day(5));
  CHECK_FALSE(all(asked)[0].settled);
  asked.own().openings.back().steps.push_back({policy::kEverybody, day(6)});
  CHECK(all(asked)[0].opened == day(5));
  CHECK(all(asked)[0].settled == day(6));
}

TEST_CASE("a paused rollout says so until it is lifted or over", "[policy][state]") {
  AQuestion asked;
  asked.own().pauses = {{.release = {2}, .said = {.by = "ann", .at = day(5)}}};
  CHECK(state(asked) == "paused");
  asked.own().openings.push_back(ramping(2));
  CHECK(state(asked) == "paused");

  SECTION("lifted") {
    asked.own().pauses[0].lifted = day(6);
    CHECK(state(asked) == "open");
  }
  SECTION("over") {
    asked.facts.releases.push_back(release(3));
    asked.own().openings.push_back(opened(3, day(6)));
    CHECK(state(asked) == "superseded");
  }
}

TEST_CASE("stop-everything pauses what ramps and leaves what all have", "[policy][state]") {
  AQuestion asked;
  asked.facts.stopped = policy::Said{.by = "ann"};
  CHECK(state(asked) == "waiting");
  CHECK(state(asked, 1) == "settled");
  asked.own().openings.push_back(ramping(2));
  CHECK(state(asked) == "paused");
}

TEST_CASE("a rollout is halted until somebody acknowledges it", "[policy][state]") {
  AQuestion asked;
  using Acknowledged = policy::Halt::Acknowledged;
  asked.facts.halts = {{.release = {2}, .at = day(6)}};
  CHECK(state(asked) == "halted");
  asked.own().openings.push_back(ramping(2));
  CHECK(state(asked) == "halted");
  asked.facts.halts[0].acknowledged = Acknowledged{.how = Acknowledged::How::Block};
  CHECK(state(asked) == "blocked");
  asked.facts.halts[0].acknowledged->how = Acknowledged::How::Resume;
  CHECK(state(asked) == "open");
}

TEST_CASE("a rollout is blocked by a person or the vendor or our distrust", "[policy][state]") {
  AQuestion asked;
  if (GENERATE(false, true)) asked.own().openings.push_back(opened(2, day(5)));
  SECTION("a block") {
    asked.own().said.blocks = {{version("2")}};
  }
  SECTION("a recall") {
    asked.facts.releases[1].standing = policy::Standing::Recalled;
  }
  SECTION("a quarantine") {
    asked.facts.releases[1].standing = policy::Standing::Quarantined;
  }
  CHECK(state(asked) == "blocked");
}

TEST_CASE("a release that a newer one overtook is superseded though it was never open",
          "[policy][state]") {
  AQuestion asked;
  asked.facts.releases.push_back(release(3));
  asked.rules->stage.approve = {{.role = "r"}};
  CHECK(state(asked) == "waiting");
  asked.own().openings.push_back(ramping(3));
  CHECK(state(asked) == "superseded");
}

TEST_CASE("a rollout is rolled back when a pin holds its group at an older one",
          "[policy][state]") {
  AQuestion asked;
  asked.own().said.pins = {{version("1")}};
  asked.own().openings.push_back(GENERATE(opened(2, day(5)), ramping(2)));
  CHECK(state(asked) == "rolled-back");
  CHECK(state(asked, 1) == "settled");
}

TEST_CASE("what a group is pinned to waits and opens though it is older", "[policy][state]") {
  AQuestion asked;
  asked.own().openings = {opened(2, day(5))};
  asked.rules->stage.approve = {{.role = "r"}};
  asked.own().said.pins = {{version("1")}};
  CHECK(state(asked, 1) == "waiting");
  asked.own().openings.insert(asked.own().openings.begin(), ramping(1));
  CHECK(state(asked, 1) == "open");
}

TEST_CASE("a release whose metadata expired before it was let through is expired",
          "[policy][state]") {
  AQuestion asked;
  asked.facts.releases[1].expires_at = asked.moment.now + std::chrono::seconds{1};
  asked.rules->stage.approve = {{.role = "r"}};
  CHECK(state(asked) == "waiting");
  asked.facts.releases[1].expires_at = asked.moment.now;
  CHECK(state(asked) == "expired");
  asked.own().openings.push_back(opened(2, day(5)));
  CHECK(state(asked) == "settled");
}

TEST_CASE("rollouts are told newest first and no more than asked for", "[policy][state]") {
  AQuestion asked;
  asked.facts.releases.push_back(release(3));
  asked.rules->stage.approve = {{.role = "r"}};
  const auto told = policy::rollouts(asked.question(), asked.plan(), 2);
  REQUIRE(told.size() == 2);
  CHECK(told[0].release == Sequence{3});
  CHECK(told[1].release == Sequence{2});
  CHECK(all(asked).size() == 3);
}
