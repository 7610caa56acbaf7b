#include "policy/turn.h"

#include <catch2/catch.hpp>
#include <memory>

#include "tests/policy/a_path.h"

using namespace std::chrono_literals;
using policy::BasisPoints;
using policy::Sequence;
using tests::APath;
using tests::day;
using tests::group;
using tests::opened;

namespace {

using Acknowledged = policy::Halt::Acknowledged;
using Said = std::vector<std::string>;

/// At most 1 % of what "pilot" takes may fail.
struct AWatchedPath : APath {
  AWatchedPath() {
    stage(2).gate->failed = BasisPoints{100};
    publish();
    turn();
  }
  void pilot_shows(std::uint64_t mature, std::uint64_t failed) {
    auto& shown = in("pilot").experience[{2}];
    shown.all = {.taken = mature, .mature = mature, .survived = mature - failed, .failed = failed};
  }
};

constexpr auto kHarm = "halted 2: in 'pilot': ";

bool halts(const Said& said) {
  return !said.empty() && said[0].starts_with(kHarm);
}

}  // namespace

TEST_CASE("a release goes from stage to stage as its bakes are done", "[policy][turn]") {
  APath path;
  path.publish();
  CHECK(path.turn_at(day(1)) == Said{"opened 2 → pilot"});
  CHECK(path.turn().next == day(1) + 4h);
  CHECK(path.turn_at(day(1) + 4h - 1s).empty());
  CHECK(path.turn_at(day(1) + 4h) == Said{"opened 2 → office"});
  CHECK(path.turn_at(day(1) + 8h) == Said{"opened 2 → plants"});
  CHECK_FALSE(path.turn().next);
  CHECK(path.offered("plants") == 2);
}

TEST_CASE("one turn opens all stages that nothing is in the way of", "[policy][turn]") {
  APath path;
  path.stage(2).gate->bake = path.stage(3).gate->bake = 0s;
  path.publish();
  const Said all{"opened 2 → pilot", "opened 2 → office", "opened 2 → plants"};
  SECTION("in the order of the path") {
    CHECK(path.turn_at(day(1)) == all);
  }
  SECTION("and in any other order of groups") {
    std::swap(path.document.groups[0], path.document.groups[2]);
    auto said = path.turn_at(day(1));
    CHECK(said == all);
  }
}

TEST_CASE("a turn records every step of a ramp once", "[policy][turn]") {
  APath path;
  path.stage(1).ramp = {{{500}, 1h}, {{2'500}, 2h}, {policy::kEverybody, 0h}};
  path.publish();
  CHECK(path.turn_at(day(1)) == Said{"opened 2 → pilot at 5%"});
  CHECK(path.turn_at(day(1)).empty());
  CHECK(path.turn_at(day(1) + 1h) == Said{"widened 2 → pilot to 25%"});
  CHECK(path.turn_at(day(1) + 3h) == Said{"widened 2 → pilot to 100%"});
  const auto& steps = path.in("pilot").openings.back().steps;
  CHECK(steps == std::vector<policy::Step>{
                     {{500}, day(1)}, {{2'500}, day(1) + 1h}, {policy::kEverybody, day(1) + 3h}});
}

TEST_CASE("a turn that comes late takes one step and holds it", "[policy][turn]") {
  APath path;
  path.stage(1).ramp = {{{500}, 1h}, {{2'500}, 2h}, {policy::kEverybody, 0h}};
  path.publish();
  path.turn_at(day(1));
  CHECK(path.turn_at(day(3)) == Said{"widened 2 → pilot to 25%"});
  CHECK(path.turn().next == day(3) + 2h);
}

TEST_CASE("an opening consumes the approvals of its release and no others", "[policy][turn]") {
  APath path;
  path.publish();
  path.publish();
  auto& approvals = path.in("pilot").approvals;
  for (const unsigned n : {2U, 3U}) {
    approvals.push_back(
        {.release = {n}, .tree = tests::digest(n), .stage = {}, .person = "ann", .role = "r"});
  }
  CHECK(path.turn_at(day(1)) == Said{"opened 3 → pilot"});
  REQUIRE(approvals.size() == 1);
  CHECK(approvals[0].release == Sequence{2});
}

TEST_CASE("the newest release opens and those before it go no further", "[policy][turn]") {
  APath path;
  path.publish();
  path.publish();
  CHECK(path.turn_at(day(1)) == Said{"opened 3 → pilot"});
  CHECK(path.turn_at(day(1) + 4h) == Said{"opened 3 → office"});
}

TEST_CASE("a group without a path turns to nothing", "[policy][turn]") {
  APath path;
  path.document.paths.clear();
  path.publish();
  const auto turned = path.turn();
  CHECK(turned.events.empty());
  REQUIRE(turned.plans.size() == 3);
  CHECK(turned.plans[0].open.size() == 1);
}

TEST_CASE("a turn's plans are those after its events and in the order of its rules",
          "[policy][turn]") {
  APath path;
  path.publish();
  const auto turned = path.turn();
  REQUIRE(turned.plans.size() == 3);
  CHECK(turned.plans[0].open[0].release == Sequence{2});
  CHECK(turned.plans[1].open[0].release == Sequence{1});
  CHECK_FALSE(turned.plans[0].to_open);
}

TEST_CASE("devices that fail halt a release during its bake", "[policy][turn][halt]") {
  AWatchedPath path;
  path.pilot_shows(100, 0);
  CHECK(path.turn_at(day(1) + 1h).empty());
  path.pilot_shows(100, 60);
  CHECK(halts(path.turn_at(day(1) + 2h)));
  REQUIRE(path.facts.halts.size() == 1);
  CHECK(path.facts.halts[0].at == day(1) + 2h);
  CHECK(path.facts.halts[0].group == group("pilot"));
  CHECK(path.offered("pilot") == 1);
  CHECK(path.turn_at(day(1) + 3h).empty());
}

TEST_CASE("a release that people let go on is not halted again for the same",
          "[policy][turn][halt]") {
  AWatchedPath path;
  path.pilot_shows(100, 60);
  path.turn_at(day(1) + 1h);
  path.facts.halts[0].acknowledged =
      Acknowledged{.how = Acknowledged::How::Resume, .said = {.by = "ann", .at = day(1) + 2h}};
  CHECK(path.turn_at(day(1) + 2h).empty());
  CHECK(path.offered("pilot") == 2);

  SECTION("but goes no further") {
    CHECK(path.turn_at(day(9)).empty());
    CHECK(path.offered("office") == 1);
  }
  SECTION("but is for what another group shows") {
    path.in("office").openings.push_back(opened(2, day(1) + 2h));
    path.stage(3).gate->failed = BasisPoints{100};
    path.in("office").experience[{2}] = path.in("pilot").experience[{2}];
    CHECK(path.turn_at(day(1) + 3h)[0].starts_with("halted 2: in 'office': "));
  }
}

TEST_CASE("every group that shows harm says so in one turn", "[policy][turn][halt]") {
  AWatchedPath path;
  path.stage(3).gate->failed = BasisPoints{100};
  path.in("office").openings.push_back(opened(2, day(1)));
  path.pilot_shows(100, 60);
  path.in("office").experience[{2}] = path.in("pilot").experience[{2}];
  CHECK(path.turn_at(day(1) + 1h).size() == 2);
}

TEST_CASE("what is taken back already is not halted", "[policy][turn][halt]") {
  AWatchedPath path;
  path.pilot_shows(100, 60);
  path.facts.releases[1].standing =
      GENERATE(policy::Standing::Recalled, policy::Standing::Quarantined);
  CHECK(path.turn_at(day(1) + 1h).empty());
}

TEST_CASE("a gate that fails when its bake is over halts the release", "[policy][turn][halt]") {
  AWatchedPath path;
  // Sure enough to fail a gate, not to stop a bake.
  path.pilot_shows(100, 5);
  REQUIRE(path.turn_at(day(1) + 4h - 1s).empty());
  CHECK(path.turn().next == day(1) + 4h);
  CHECK(halts(path.turn_at(day(1) + 4h)));

  SECTION("also where nobody watches but the stage itself") {
    APath last;
    last.stage(3).gate->failed = BasisPoints{100};
    last.publish();
    last.in("plants").openings.push_back(opened(2, day(1)));
    last.in("plants").experience = path.in("pilot").experience;
    CHECK(last.turn_at(day(1) + 4h - 1s) == Said{"opened 2 → pilot"});
    CHECK(last.turn().next == day(1) + 4h);
    CHECK(last.turn_at(day(1) + 4h)[0].starts_with("halted 2: in 'plants': "));
  }
  SECTION("also where the next stage waits for something longer") {
    AWatchedPath soaking;
    soaking.stage(2).soak = 1'000h;
    soaking.pilot_shows(100, 5);
    CHECK(soaking.turn_at(day(1) + 1h).empty());
    CHECK(soaking.turn().next == day(1) + 4h);
  }
}

TEST_CASE("a turn is due when the next take is old enough to say something",
          "[policy][turn][halt]") {
  AWatchedPath path;
  path.pilot_shows(10, 0);
  path.in("pilot").experience[{2}].next_mature = day(1) + 90min;
  CHECK(path.turn().next == day(1) + 90min);
  path.moment.now = day(1) + 90min;
  CHECK(path.turn().next == day(1) + 4h);
}

TEST_CASE("devices that a fix-forward hurts halt it", "[policy][turn][halt]") {
  AWatchedPath path;
  path.publish();
  path.stage(1).soak = 1'000h;
  path.facts.bypasses = {{.release = {3},
                          .groups = {group("pilot")},
                          .until = day(2),
                          .granted = day(1),
                          .only = std::make_shared<const std::vector<policy::Place>>(
                              std::vector<policy::Place>{{7}})}};
  CHECK(path.offered("pilot") == 3);
  path.in("pilot").experience[{3}].all = {.taken = 50, .mature = 50, .failed = 50};
  CHECK(path.turn_at(day(1) + 1h)[0].starts_with("halted 3: in 'pilot': "));
  CHECK(path.offered("pilot") == 2);
}

TEST_CASE("a release that is harmful where it opens is halted in the same turn",
          "[policy][turn][halt]") {
  AWatchedPath path;
  path.stage(2).gate->bake = 0s;
  path.publish();
  path.in("pilot").experience[{3}].all = {.taken = 100, .mature = 100, .survived = 95, .failed = 5};
  path.turn_at(day(1) + 4h);
  CHECK(path.facts.halts.size() == 1);
  CHECK(path.turn_at(day(1) + 4h).empty());
  CHECK(path.offered("pilot") == 2);
}

TEST_CASE("an event says what happened in one sentence", "[policy][turn]") {
  APath path;
  path.publish();
  const auto say = [&](const policy::Event& event) { return policy::sentence(event, path.facts); };
  using How = policy::Opening::How;
  CHECK(say(policy::Opened{group("pilot"), {2}}) == "opened 2 → pilot");
  CHECK(say(policy::Opened{group("pilot"), {2}, How::Adopted}) == "adopted 2 → pilot");
  CHECK(say(policy::Opened{group("pilot"), {2}, How::Bypass, {500}, "bypass 7 by ann"}) ==
        "opened 2 → pilot at 5%: bypass 7 by ann");
  CHECK(say(policy::Widened{group("pilot"), {2}, {2'500}}) == "widened 2 → pilot to 25%");
  CHECK(say(policy::Halted{group("pilot"), {2}, "3 of 5 fell silent"}) ==
        "halted 2: 3 of 5 fell silent");
}
