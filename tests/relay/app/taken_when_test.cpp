#include "relay/app/taken_when.h"

#include <catch2/catch.hpp>

#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using Kind = relay::ledger::Sighting::Kind;

TEST_CASE("takes are told at the begin of the five minutes in which they were made",
          "[app][adoption]") {
  const tests::TempFolder folder;
  tests::ManualClock clock{tests::day(4)};
  relay::io::Log log{clock, relay::io::Level::Error};
  relay::ledger::Ledger ledger{folder / "ledger.db", 1, log};
  const auto feed = *policy::FeedId::parse("acme");
  const auto pilot = *policy::GroupId::parse("pilot");
  ledger.record(clock.now());
  clock.advance(7min);
  for (const Kind kind : {Kind::Asked, Kind::Took}) {
    ledger.queue(0).put({.feed = feed,
                         .group = pilot,
                         .voice = {1},
                         .release = {2},
                         .kind = kind,
                         .at = clock.now()});
  }
  ledger.record(clock.now());
  const auto groups = relay::app::taken_when(ledger, feed, {2});
  REQUIRE(groups.size() == 1);
  CHECK(groups[0].group == pilot);
  CHECK(groups[0].tally.taken == 1);
  REQUIRE(groups[0].takes.size() == 1);
  CHECK(groups[0].takes[0].at == tests::day(4) + 5min);
  CHECK(groups[0].takes[0].taken == 1);
  CHECK(relay::app::taken_when(ledger, feed, {1}).empty());
}
