#include "relay/rollout/rollout.h"

#include <catch2/catch.hpp>
#include <filesystem>

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
  const auto since = relay.publication("pilot").active_since;
  CHECK(since == day(1));

  relay.now = day(5);
  relay::rollout::WorldPtr again;
  relay::rollout::Rollout restarted{
      relay.state, relay.store, [&](relay::rollout::WorldPtr made) { again = std::move(made); }};
  restarted.turn(relay.revision, std::nullopt, relay.now);
  CHECK(again->publications.at({tests::group("pilot"), tests::feed("clamav")}).active_since ==
        since);
}

TEST_CASE("two switches within a second have different times", "[rollout]") {
  ARelay relay;
  relay.revision.document.paths[0].stages[1].gate.reset();  // No train: the second opens at once.
  relay.accept("3");
  relay.turn();
  const auto first = relay.publication("pilot").active_since;
  relay.accept("4");
  relay.turn();
  CHECK(relay.publication("pilot").active_since == first + 1s);
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

  relay.now = day(3) + relay::rollout::kGrace - 1s;
  relay.turn();
  CHECK(relay.publication("pilot").recent.size() == 1);
  relay.now += 1s;
  relay.turn();
  CHECK(relay.publication("pilot").recent.empty());
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
  relay.turn();
  CHECK_FALSE(relay.world->publications.contains({tests::group("office"), tests::feed("clamav")}));
}
