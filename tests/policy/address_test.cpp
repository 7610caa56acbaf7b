#include "policy/address.h"

#include <catch2/catch.hpp>

using policy::Address;
using policy::Network;

TEST_CASE("an address has one spelling whichever socket it came through", "[policy][address]") {
  CHECK(Address::parse("10.1.9.3") == Address::parse("::ffff:0a01:0903"));
  CHECK(Address::parse("10.1.9.3")->text() == "10.1.9.3");
  CHECK(Address::parse("2001:db8::1")->text() == "2001:db8:0:0:0:0:0:1");
  for (const auto* wrong :
       {"", "10.1.9", "10.1.9.256", "10.1.9.03", "1:2:3", "::1::", ":", "1:2:3:4:5:6:7:8:9",
        "1:2:3:4:5:6:7::8", "10.1.9.3:80", "fe80::1%eth0", "12345::"}) {
    CAPTURE(wrong);
    CHECK_FALSE(Address::parse(wrong));
  }
}

TEST_CASE("a network holds its first and last address and not their neighbours",
          "[policy][address]") {
  const auto network = Network::parse("10.1.8.0/23");
  REQUIRE(network);
  CHECK(network->contains(*Address::parse("10.1.8.0")));
  CHECK(network->contains(*Address::parse("10.1.9.255")));
  CHECK_FALSE(network->contains(*Address::parse("10.1.7.255")));
  CHECK_FALSE(network->contains(*Address::parse("10.1.10.0")));
  CHECK_FALSE(network->contains(*Address::parse("2001:db8::1")));
  CHECK(network->text() == "10.1.8.0/23");
}

TEST_CASE("a network with bits after its prefix is refused", "[policy][address]") {
  CHECK(Network::parse("10.1.9.3"));
  CHECK(Network::parse("0.0.0.0/0"));
  CHECK_FALSE(Network::parse("10.1.9.3/24"));
  CHECK_FALSE(Network::parse("10.1.9.0/33"));
  CHECK_FALSE(Network::parse("2001:db8::1/64"));
  CHECK_FALSE(Network::parse("10.1.9.0/"));
}
