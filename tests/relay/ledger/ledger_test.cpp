#include "relay/ledger/ledger.h"

#include <catch2/catch.hpp>

#include "tests/relay/ledger/a_book.h"
#include "tests/support/manual_clock.h"
#include "tests/support/small_disk.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using relay::ledger::Ledger;
using relay::ledger::Queue;
using relay::ledger::Sighting;
using Kind = Sighting::Kind;
using tests::acme;
using tests::group;

namespace {

/// A ledger on a disk of its own, with one loop and a recorder that a test drives.
struct ALedger {
  tests::TempFolder folder;
  tests::ManualClock clock{tests::day(4)};
  relay::io::Log log{clock, relay::io::Level::Notice, folder / "log"};
  std::unique_ptr<Ledger> ledger;

  ALedger() { start(); }
  void start() { ledger = std::make_unique<Ledger>(folder / "ledger.db", 1, log); }

  void put(std::uint64_t device, std::uint64_t release, Kind kind = Kind::Asked) {
    ledger->queue(0).put({.feed = acme(),
                          .group = group("pilot"),
                          .voice = {device},
                          .release = {release},
                          .kind = kind,
                          .at = clock.now()});
  }
  void take(std::uint64_t device, std::uint64_t release) {
    put(device, release);
    put(device, release, Kind::Took);
  }
  /// Time passes, with a round of the recorder every five minutes, and one at the end.
  void pass(policy::Span span) {
    for (; span > 5min; span -= 5min) {
      clock.advance(5min);
      ledger->record(clock.now());
    }
    clock.advance(span);
    ledger->record(clock.now());
  }
  relay::ledger::Heard pilot() const {
    const auto evidence = ledger->evidence();
    const auto found = evidence->find({acme(), group("pilot")});
    return found == evidence->end() ? relay::ledger::Heard{} : found->second;
  }
  policy::Tally tally(std::uint64_t release) const {
    const auto known = pilot();
    const auto found = known.experience.find({release});
    return found == known.experience.end() ? policy::Tally{} : found->second.all;
  }
  std::string logged() const { return tests::read_file(folder / "log"); }
};

}  // namespace

TEST_CASE("evidence is looked at every five minutes", "[ledger]") {
  ALedger a;
  a.ledger->record(a.clock.now());
  a.take(1, 2);
  a.clock.advance(299s);
  CHECK_FALSE(a.ledger->record(a.clock.now()));
  CHECK(a.pilot().seen == 0);
  a.clock.advance(1s);
  CHECK(a.ledger->record(a.clock.now()));
  CHECK(a.pilot().seen == 1);
  CHECK(a.tally(2).taken == 1);
  a.clock.advance(300s);
  CHECK_FALSE(a.ledger->record(a.clock.now()));
}

TEST_CASE("a restart in the middle keeps all counts", "[ledger]") {
  ALedger a, stayed;
  for (ALedger* one : {&a, &stayed}) {
    for (int hour = 0; hour < 3; ++hour) {
      for (std::uint64_t device = 1; device <= 3; ++device) one->put(device, 1);
      one->pass(1h);
    }
    for (std::uint64_t device = 1; device <= 3; ++device) one->take(device, 2);
    one->pass(30min);
    if (one == &a) {
      a.ledger->finish(a.clock.now());
      a.start();
      CHECK(a.tally(2).taken == 3);
    }
    one->pass(30min);
    one->put(1, 2);
    one->put(1, 2, Kind::Confirmed);
    one->pass(1h);
    one->put(2, 2);
    one->pass(10min);
    if (one == &a) {
      a.ledger->finish(a.clock.now());
      a.start();
    }
  }
  CHECK(a.tally(2) ==
        policy::Tally{.taken = 3, .mature = 3, .survived = 1, .confirmed = 1, .silent = 2});
  CHECK(a.pilot() == stayed.pilot());
  CHECK(a.ledger->took(acme(), {2}) == stayed.ledger->took(acme(), {2}));
  const auto adopted = a.ledger->adoption(acme(), {2}),
             other = stayed.ledger->adoption(acme(), {2});
  REQUIRE(adopted.size() == 1);
  CHECK(adopted[0].tally == a.tally(2));
  CHECK(adopted[0].takes.size() == 1);
  CHECK(adopted[0].takes == other.at(0).takes);
  CHECK(a.ledger->adoption(acme(), {1}).empty());
}

TEST_CASE("a crash loses only what came since the last commit", "[ledger]") {
  ALedger a;
  a.take(1, 2);
  a.pass(5s);
  a.take(2, 2);
  a.pass(4s);
  CHECK(a.ledger->took(acme(), {2}).size() == 2);
  a.start();
  CHECK(a.ledger->took(acme(), {2}) == std::vector<policy::Place>{{1}});
  a.take(2, 2);
  a.pass(5s);
  a.start();
  CHECK(a.ledger->took(acme(), {2}).size() == 2);
}

TEST_CASE("nobody falls silent while the relay is off", "[ledger]") {
  ALedger a;
  for (int hour = 0; hour < 3; ++hour) {
    a.put(1, 1);
    a.pass(1h);
  }
  a.take(1, 2);
  a.pass(30min);
  a.ledger->finish(a.clock.now());
  a.clock.advance(48h);
  a.start();
  a.pass(1s);
  a.pass(1h - 1s);
  CHECK(a.tally(2).silent == 0);
  a.pass(10min);
  CHECK(a.tally(2).silent == 1);
}

TEST_CASE("a file that is not the ledger's is left alone and nothing is counted", "[ledger]") {
  ALedger a;
  a.ledger.reset();
  tests::write_file(a.folder / "ledger.db", "a letter to nobody");
  a.start();
  a.take(1, 2);
  a.pass(10min);
  CHECK(a.ledger->evidence()->empty());
  CHECK_THAT(a.logged(), Contains("what devices take is not recorded, so gates that ask for it"
                                  " stay shut: "));
  CHECK(tests::read_file(a.folder / "ledger.db") == "a letter to nobody");
}

TEST_CASE("a file that can be opened later is recorded into from then on", "[ledger]") {
  ALedger a;
  a.ledger.reset();
  tests::write_file(a.folder / "ledger.db", "a letter to nobody");
  a.start();
  a.ledger->follow({{.id = group("pilot"), .reboot_allowance = 48h}});
  for (int second = 0; second < 20; ++second) a.pass(1s);
  std::filesystem::remove(a.folder / "ledger.db");
  a.clock.advance(20s);
  CHECK(a.ledger->record(a.clock.now()));
  a.take(1, 2);
  a.pass(10min);
  CHECK(a.tally(2).taken == 1);
  CHECK(*a.pilot().experience.at({2}).next_mature - a.clock.now() > 47h);
  CHECK_THAT(a.logged(), Contains("what devices take is recorded now"));
  CHECK(a.logged().find("is not recorded") == a.logged().rfind("is not recorded"));
}

TEST_CASE("on a full disk the counts go on in memory and are written later", "[ledger]") {
  ALedger a;
  a.take(1, 2);
  a.pass(5s);
  {
    const tests::SmallDisk full{4'096};
    for (std::uint64_t device = 2; device <= 400; ++device) a.take(device, 2);
    a.pass(10min);
    CHECK(a.tally(2).taken == 400);
  }
  a.pass(10min);
  a.start();
  CHECK(a.ledger->took(acme(), {2}).size() == 400);
  const auto log = a.logged();
  const auto count = [&log](const std::string& text) {
    std::size_t found = 0;
    for (auto at = log.find(text); at != std::string::npos; at = log.find(text, at + 1)) ++found;
    return found;
  };
  CHECK(count("what devices take cannot be written down and is kept in memory: ") == 1);
  CHECK(count("what devices take is written down again") == 1);
}

TEST_CASE("requests that come too fast are told of once an hour and judged neither way",
          "[ledger]") {
  ALedger a;
  a.take(1, 2);
  a.pass(1s);
  for (int round = 0; round < 2; ++round) {
    for (std::size_t i = 0; i < Queue::kRoom + 7; ++i) a.put(2, 2);
    a.pass(1s);
  }
  CHECK_THAT(a.logged(), Contains("7 requests came faster than they could be recorded; devices that"
                                  " were to return by now are judged neither way"));
  CHECK(a.logged().find("faster") == a.logged().rfind("faster"));
  a.pass(5min);
  CHECK(a.tally(2).taken == 1);
  CHECK(a.pilot().experience.at({2}).next_mature == std::nullopt);
  a.pass(1h);
  CHECK(a.logged().find("faster") != a.logged().rfind("faster"));
}
