#include "relay/rollout/publication.h"

#include <catch2/catch.hpp>
#include <string>

#include "tests/relay/rollout/a_relay.h"

using namespace std::chrono_literals;
using tests::ARelay;

TEST_CASE("what a group went back from stays so when something newer comes", "[rollout]") {
  ARelay relay;
  for (const auto* version : {"3", "4"}) {
    relay.accept(version);
    relay.now += 4h;
    relay.turn();
  }
  const auto rolled_back = [&] {
    std::string told;
    for (const auto& one : relay.publication("pilot").recent) {
      told += one.table->version + (one.rolled_back ? " rolled back, " : ", ");
    }
    return told;
  };
  CHECK(rolled_back() == "3, ");
  relay.now += 1h;
  relay.say(relay::catalog::ActKind::Pin, {"pilot"}, "3");
  CHECK(rolled_back() == "4 rolled back, ");
  relay.accept("5");
  relay.now += 4h;
  relay.lift(relay::catalog::ActKind::Pin, {"pilot"}, "3");
  relay.turn();
  REQUIRE(relay.served("pilot") == "5");
  CHECK(rolled_back() == "4 rolled back, 3, ");
}
