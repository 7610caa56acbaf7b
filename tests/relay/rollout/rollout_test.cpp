#include "relay/rollout/rollout.h"

#include <catch2/catch.hpp>
#include <filesystem>

#include "relay/catalog/halts.h"
#include "relay/rollout/publication.h"
#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using tests::ARelay;
using tests::day;

TEST_CASE("a release travels from pilot to office by the rules of its stages", "[rollout]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  REQUIRE(relay.adopt({}, "3") == "adopted 3 for office, default");

  relay.now = day(2);
  relay.accept("4");
  relay.turn();
  CHECK(relay.served("pilot") == "4");
  CHECK(relay.served("office") == "3");
  CHECK(relay.why("office") ==
        "gate: baking in 'pilot' until 2026-01-03 04:00 UTC; "
        "nobody has approved it yet (release-manager)");

  relay.now = day(2) + 4h;
  relay.turn();
  CHECK(relay.why("office") == "nobody has approved it yet (release-manager)");
  CHECK(relay.approve({"office"}) == "approved 4 for office");
  CHECK(relay.served("office") == "4");
  CHECK(relay.served("default") == "3");
}

TEST_CASE("a turn says when time alone changes something", "[rollout]") {
  ARelay relay;
  relay.accept("3");
  CHECK(relay.turn().next == day(1) + 4h);
  CHECK(relay.turn().happened.empty());
}

TEST_CASE("a World is published only when endpoints would see a difference", "[rollout]") {
  ARelay relay;
  relay.turn();
  CHECK(relay.published == 1);
  relay.turn();
  CHECK(relay.published == 1);
  relay.accept("3");
  relay.turn();
  CHECK(relay.published == 2);
  CHECK(relay.world->number == 2);
}

TEST_CASE("what is served since when survives a restart", "[rollout]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  const auto since = relay.publication("pilot").since.at({1});
  CHECK(since == day(1));

  relay.now = day(5);
  relay::rollout::WorldPtr again;
  relay::rollout::Rollout restarted{
      relay.state, relay.store, [&](relay::rollout::WorldPtr made) { again = std::move(made); }};
  restarted.turn(relay.revision, std::nullopt, relay.now);
  CHECK(again->publications.at({tests::group("pilot"), tests::feed("clamav")}).since.at({1}) ==
        since);
}

TEST_CASE("two switches within a second have different times", "[rollout]") {
  ARelay relay;
  relay.revision.document.paths[0].stages[1].gate.reset();  // No train: the second opens at once.
  relay.accept("3");
  relay.turn();
  const auto first = relay.publication("pilot").since.at({1});
  relay.accept("4");
  relay.turn();
  CHECK(relay.publication("pilot").since.at({2}) == first + 1s);
}

TEST_CASE("a release that a group left stays reachable for the grace time and no longer",
          "[rollout]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  relay.now = day(3);
  relay.accept("4");
  relay.turn();
  REQUIRE(relay.served("pilot") == "4");
  REQUIRE(relay.publication("pilot").recent.size() == 1);
  CHECK(relay.publication("pilot").recent[0].table->version == "3");
  CHECK_FALSE(relay.publication("pilot").recent[0].rolled_back);

  relay.now = day(3) + relay::rollout::kGrace - 1s;
  relay.turn();
  CHECK(relay.publication("pilot").recent.size() == 1);
  relay.now += 1s;
  relay.turn();
  CHECK(relay.publication("pilot").recent.empty());
}

TEST_CASE("what a group goes back from and comes back to stays reachable from then on",
          "[rollout]") {
  ARelay relay;
  for (const auto* version : {"3", "4", "5"}) {
    relay.accept(version);
    relay.now += 4h;
    relay.turn();
  }
  REQUIRE(relay.served("pilot") == "5");
  relay.now = day(2);
  relay.say(relay::catalog::ActKind::Pin, {"pilot"}, "3");
  REQUIRE(relay.served("pilot") == "3");
  CHECK(relay.publication("pilot").recent.size() == 2);
  CHECK(relay.publication("pilot").recent[0].since == day(1) + 12h);

  relay.now = day(9);
  relay.lift(relay::catalog::ActKind::Pin, {"pilot"}, "3");
  REQUIRE(relay.served("pilot") == "5");
  REQUIRE(relay.publication("pilot").recent.size() == 1);
  CHECK(relay.publication("pilot").recent[0].table->version == "3");
  CHECK(relay.publication("pilot").recent[0].since == day(2));
  CHECK(relay.publication("pilot").recent[0].until == day(9) + relay::rollout::kGrace);
}

TEST_CASE("a blocked release is in no part of the World", "[rollout]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  relay.now = day(3);
  relay.accept("4");
  relay.turn();
  CHECK(relay.say(relay::catalog::ActKind::Block, {}, "4") ==
        "block of clamav 4 for all groups is in force");
  CHECK(relay.served("pilot") == "3");
  CHECK(relay.publication("pilot").recent.empty());
  CHECK(relay.lift(relay::catalog::ActKind::Block, {}, "4") ==
        "block of clamav 4 for all groups is lifted");
  CHECK(relay.served("pilot") == "4");
}

TEST_CASE("a file that is not in the store is not in the World until it is back", "[rollout]") {
  ARelay relay;
  relay.accept("3");
  const auto lost = relay.store.put("daily.cvd of 3").digest;
  std::filesystem::remove(relay.store.path_of(lost));
  relay.turn();
  const auto files = [&] { return relay.publication("pilot").tables.begin()->second->files; };
  CHECK_FALSE(files().contains("daily.cvd"));
  CHECK(files().contains("daily-3.cdiff"));

  relay.store.put("daily.cvd of 3");
  relay.turn();
  CHECK(files().contains("daily.cvd"));
}

TEST_CASE("nothing new opens while the clock is not trusted and nothing is taken back",
          "[rollout]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  relay.now = day(9);
  relay.accept("4");
  relay.rollout.turn(relay.revision, "it was set forward by 30d", relay.now);
  CHECK(relay.served("pilot") == "3");
  relay.turn();
  CHECK(relay.served("pilot") == "4");
}

TEST_CASE("a group that the policy drops is not served any more", "[rollout]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  std::erase_if(relay.revision.document.groups,
                [](const policy::Group& one) { return one.id == tests::group("office"); });
  relay.revise();
  relay.turn();
  CHECK_FALSE(relay.world->publications.contains({tests::group("office"), tests::feed("clamav")}));
}

namespace {

/// Everybody runs 3; office lets 4 in by a ramp of three steps, without a gate.
struct ARamp : ARelay {
  ARamp() {
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    office() = {.groups = office().groups,
                .ramp = {{{500}, 4h}, {{2'500}, 24h}, {policy::kEverybody, 0s}}};
    revise();
    now = day(2);
    accept("4");
    turn();
  }
};

}  // namespace

TEST_CASE("a ramp widens step by step and each step is recorded", "[rollout][ramp]") {
  ARamp relay;
  CHECK(relay.share("office", "4") > 20);
  CHECK(relay.share("office", "4") < 90);
  CHECK(relay.share("office", "3") + relay.share("office", "4") == 1'000);
  CHECK(relay.last_deed("opened") ==
        "relay: clamav 4 → default: to 5%; by the rules of revision 2");

  relay.now = day(2) + 4h - 1s;
  CHECK(relay.turn().next == day(2) + 4h);
  CHECK(relay.share("office", "4") < 90);
  relay.now = day(2) + 4h;
  CHECK(relay.turn().happened.front() == "clamav: widened 4 → office to 25%");
  CHECK(relay.share("office", "4") > 200);
  CHECK(relay.share("office", "4") < 300);
  CHECK(relay.last_deed("widened") == "relay: clamav 4 → default: to 25%");

  relay.now = day(3) + 4h;
  relay.turn();
  CHECK(relay.share("office", "4") == 1'000);
  CHECK(relay.publication("office").open.size() == 1);
}

TEST_CASE("a device that a ramp reaches sees a later time than before", "[rollout][ramp]") {
  ARamp relay;
  const auto& since = relay.publication("office").since;
  CHECK(since.at({1}) == day(1));
  CHECK(since.at({2}) == day(2));
  relay.now = day(2) + 4h;
  relay.turn();
  CHECK(relay.publication("office").since.at({2}) == day(2));  // Who had it sees no change.

  relay.say(relay::catalog::ActKind::Block, {}, "4");
  CHECK(relay.publication("office").since.at({1}) == day(2) + 4h);
  relay.now = day(2) + 5h;
  relay.lift(relay::catalog::ActKind::Block, {}, "4");
  CHECK(relay.publication("office").since.at({2}) == day(2) + 5h);
}

TEST_CASE("what a ramp replaces stays reachable from its last step on", "[rollout][ramp]") {
  ARamp relay;
  relay.now = day(2) + 4h;
  relay.turn();
  relay.now = day(9);
  relay.turn();
  REQUIRE(relay.served("office") == "4");
  REQUIRE(relay.publication("office").recent.size() == 1);
  CHECK(relay.publication("office").recent[0].until == day(9) + relay::rollout::kGrace);
}

TEST_CASE("a halted release is in no part of the World and every later stage holds",
          "[rollout][halt]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  relay.adopt({"office", "default"}, "3");
  relay.now = day(3);
  relay.accept("4");
  relay.turn();
  relay.approve({});
  REQUIRE(relay.served("pilot") == "4");
  relay.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::halt(tx, tests::feed("clamav"), {2}, tests::group("pilot"),
                         {.at = relay.now, .reason = "silence 9 of 20"});
  });
  relay.now = day(4);
  relay.turn();
  CHECK(relay.served("pilot") == "3");
  CHECK(relay.publication("pilot").recent.empty());
  CHECK(relay.served("office") == "3");
  CHECK_THAT(relay.why("office"), Catch::Contains("silence 9 of 20"));
}

TEST_CASE("the views of a feed's groups come from one read", "[rollout][view]") {
  ARelay relay;
  relay.accept("3");
  relay.turn();
  const policy::Moment moment{.now = relay.now};
  const auto views = relay.state.read([&](relay::db::Connection& db) {
    return relay::rollout::views(db, relay.revision, tests::feed("clamav"), moment);
  });
  REQUIRE(views.size() == 3);
  CHECK(views[0].group == tests::group("pilot"));
  CHECK(views[0].recorded == views[2].recorded);
  REQUIRE(views[0].active);
  CHECK(views[0].active->since == day(1));
  CHECK_FALSE(views[1].active);
  REQUIRE(views[0].rollouts.size() == 1);
  CHECK(views[0].rollouts[0].state == policy::State::Settled);
  CHECK(views[1].rollouts[0].state == policy::State::Waiting);
  CHECK(views[1].plan.withheld.size() == 1);
}
