#include <catch2/catch.hpp>

#include "relay/catalog/halts.h"
#include "tests/scenarios/a_scenario.h"

using namespace std::chrono_literals;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using tests::AScenario;

namespace {

constexpr const char* kRules =
    "groups:\n"
    "  - { name: pilot, match: [{ address: 127.0.1.0/24 }] }\n"
    "  - { name: office, match: [{ address: 127.0.2.0/24 }] }\n"
    "  - name: default\n"
    "paths:\n"
    "  - name: software\n"
    "    for: { class: software }\n"
    "    stages:\n"
    "      - groups: [pilot]\n"
    "      - groups: [office, default]\n"
    "        gate: { bake: 4h, survived: 5, silent: 3% }\n";

/// 40 devices of pilot and 100 of office ask once an hour, each at a minute of its own, and fetch
/// what they are given. All have "one", and have asked for three hours when "two" comes.
struct AFleet : AScenario {
  static constexpr unsigned kPilot = 40, kOffice = 100;
  bool pilot_lives = true;  ///< Else those who have "two" are gone.
  bool office_lives = true;
  std::vector<bool> has_two = std::vector<bool>(kPilot);
  unsigned step = 0;

  AFleet() : AScenario{kRules} {
    vendor_has("agent.bin", "one");
    sync();
    adopt({"pilot", "office", "default"});
    live(3h);
    vendor_has("agent.bin", "two");
    sync();
  }

  /// Five minutes at a time: who is due asks, and the relay's own threads have their rounds.
  void live(policy::Span span) {
    for (; span > 0s; span -= 5min, ++step) {
      for (unsigned device = step % 12; device < kPilot; device += 12) {
        if (pilot_lives || (office_lives && !has_two[device])) {
          has_two[device] = get("pilot", "agent.bin", 256 + device) == "two";
        }
      }
      for (unsigned device = step % 12; device < kOffice; device += 12) {
        if (office_lives) get("office", "agent.bin", 512 + device);
      }
      clock.advance(5min);
      if (engine().record()) engine().turn();
    }
    engine().turn();
  }
  std::vector<policy::Halt> halts() {
    std::vector<policy::Halt> all;
    for (auto& row : engine().state().read(
             [](relay::db::Connection& db) { return relay::catalog::halts(db, feed()); })) {
      all.push_back(row.halt);
    }
    return all;
  }
  policy::Experience pilot(std::uint64_t release) {
    const auto evidence = engine().ledger().evidence();
    return evidence->at({feed(), *policy::GroupId::parse("pilot")}).experience.at({release});
  }
};

}  // namespace

TEST_CASE("devices that come back let the next stage in", "[scenario][evidence]") {
  AFleet fleet;
  fleet.live(1h);
  CHECK(fleet.pilot(2).all.taken == 40);
  CHECK_THAT(fleet.why("office"), StartsWith("gate: baking in 'pilot' until"));
  fleet.live(3h - 5min);
  CHECK(fleet.get("office", "agent.bin", 512) == "one");
  fleet.live(10min);
  CHECK(fleet.get("office", "agent.bin", 512) == "two");
  CHECK(fleet.pilot(2).all.survived == 40);
  CHECK(fleet.halts().empty());
}

TEST_CASE("a pilot that falls silent halts what it took and saves the office",
          "[scenario][evidence][halt]") {
  AFleet fleet;
  fleet.pilot_lives = false;
  fleet.live(90min);
  CHECK(fleet.halts().empty());
  fleet.live(15min);
  const auto halts = fleet.halts();
  REQUIRE(halts.size() == 1);
  CHECK(halts[0].release == policy::Sequence{2});
  CHECK_THAT(halts[0].why, StartsWith("in 'pilot': silence "));
  CHECK(fleet.engine().ledger().took(AScenario::feed(), {2}).size() == 40);
  CHECK_THAT(halts[0].why, Contains(" in other groups is over the limit 3% with 99.9% certainty"));
  fleet.live(6h);
  CHECK(fleet.get("pilot", "agent.bin", 300) == "one");
  CHECK(fleet.get("office", "agent.bin", 512) == "one");
  CHECK_THAT(fleet.why("office"), Contains(halts[0].why));
}

TEST_CASE("an outage of everything halts nothing and opens nothing", "[scenario][evidence][halt]") {
  AFleet fleet;
  fleet.live(1h);
  fleet.pilot_lives = fleet.office_lives = false;
  fleet.live(8h);
  CHECK(fleet.halts().empty());
  CHECK(fleet.get("office", "agent.bin", 512) == "one");
  CHECK(fleet.pilot(2).all.silent == 40);
  CHECK_THAT(fleet.why("office"), Contains("an outage and shows nothing"));
  fleet.pilot_lives = fleet.office_lives = true;
  fleet.live(3h);
  CHECK(fleet.halts().empty());
}

TEST_CASE("a restart in the middle of a bake keeps what devices have shown",
          "[scenario][evidence]") {
  AFleet fleet;
  fleet.live(90min);
  const auto before = fleet.pilot(2);
  CHECK(before.all.survived > 0);
  CHECK(before.all.survived < 40);
  fleet.engine().ledger().finish(fleet.clock.now());
  fleet.restart();
  CHECK(fleet.pilot(2) == before);
  fleet.live(3h);
  CHECK(fleet.get("office", "agent.bin", 512) == "two");
  CHECK(fleet.pilot(2).all.survived == 40);
}

TEST_CASE("a relay that was off for a day has heard nobody fall silent", "[scenario][evidence]") {
  AFleet fleet;
  fleet.live(1h);
  fleet.engine().ledger().finish(fleet.clock.now());
  fleet.clock.advance(24h);
  fleet.restart();
  fleet.live(4h);
  CHECK(fleet.halts().empty());
  CHECK(fleet.pilot(2).all.survived == 40);
  CHECK(fleet.get("office", "agent.bin", 512) == "two");
}

TEST_CASE("without a ledger nothing is proven and a gate that asks stays shut",
          "[scenario][evidence]") {
  AFleet fleet;
  fleet.live(4h - 5min);
  fleet.break_ledger();
  fleet.restart();
  CHECK(fleet.get("pilot", "agent.bin", 300) == "two");
  fleet.live(6h);
  CHECK(fleet.get("office", "agent.bin", 512) == "one");
  CHECK_THAT(fleet.why("office"), Contains("no device of the group was seen in 7 days"));
}

TEST_CASE("who is in no group is served and has no voice", "[scenario][evidence]") {
  AFleet fleet;
  CHECK(fleet.get("default", "agent.bin") == "one");
  fleet.live(10min);
  CHECK_FALSE(
      fleet.engine().ledger().evidence()->contains({AScenario::feed(), policy::default_group()}));
}
