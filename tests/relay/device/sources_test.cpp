#include "relay/device/sources.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using policy::Address;
using relay::device::Sources;
using tests::day;

namespace {

const Address kHere = *Address::parse("10.1.9.3"), kThere = *Address::parse("10.2.0.7"),
              kElsewhere = *Address::parse("10.3.0.1"), kSix = *Address::parse("2001:db8::1");

Sources seen(const std::vector<Address>& order, policy::Span apart) {
  Sources sources;
  policy::Instant now = day(1);
  for (const Address& from : order) {
    sources.note(from, now);
    now += apart;
  }
  return sources;
}

}  // namespace

TEST_CASE("two addresses in turn are two devices with one credential", "[device][security]") {
  const auto copied = seen({kHere, kThere, kHere, kThere}, 5min).in_turn();
  REQUIRE(copied);
  CHECK(*copied == Sources::InTurn{kHere, kThere, day(1) + 15min});
  CHECK(seen({kHere, kHere, kThere, kThere, kHere, kHere, kThere}, 100s).in_turn());
  CHECK(seen({kHere, kThere, kHere, kThere}, 10min).in_turn());
  CHECK_FALSE(seen({kHere, kThere, kHere, kThere}, 10min + 1s).in_turn());
}

TEST_CASE("a device that moves or has addresses of two kinds is one", "[device]") {
  CHECK_FALSE(seen({kHere, kThere, kHere}, 1min).in_turn());
  CHECK_FALSE(seen({kHere, kThere, kElsewhere, kHere, kThere}, 1min).in_turn());
  CHECK_FALSE(seen({kHere, kSix, kHere, kSix, kHere, kSix}, 1min).in_turn());
}
