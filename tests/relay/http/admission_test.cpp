#include "relay/http/admission.h"

#include <catch2/catch.hpp>

#include <vector>

using policy::Address;
using relay::http::Admission;

TEST_CASE("an address gets its share of connections and no more", "[http][admission]") {
  Admission admission{10, 2};
  const auto one = *Address::parse("10.0.0.1"), other = *Address::parse("10.0.0.2");
  auto first = admission.admit(one);
  {
    const auto second = admission.admit(one);
    CHECK(second);
    CHECK_FALSE(admission.admit(one));
    CHECK(admission.admit(other));
  }
  CHECK(admission.admit(one));
  const auto moved = std::move(*first);
  CHECK(admission.admit(one));
}

TEST_CASE("all addresses together get no more than the door has", "[http][admission]") {
  Admission admission{3, 2};
  std::vector<Admission::Ticket> tickets;
  for (const auto* address : {"10.0.0.1", "10.0.0.2", "10.0.0.3"}) {
    auto ticket = admission.admit(*Address::parse(address));
    REQUIRE(ticket);
    tickets.push_back(std::move(*ticket));
  }
  CHECK_FALSE(admission.admit(*Address::parse("10.0.0.4")));
  tickets.pop_back();
  CHECK(admission.admit(*Address::parse("10.0.0.4")));
}

TEST_CASE("an IPv6 network of 64 bits is one address", "[http][admission]") {
  Admission admission{10, 1};
  const auto first = admission.admit(*Address::parse("2001:db8:0:1::1"));
  CHECK(first);
  CHECK_FALSE(admission.admit(*Address::parse("2001:db8:0:1:ffff::2")));
  CHECK(admission.admit(*Address::parse("2001:db8:0:2::1")));
}

TEST_CASE("a proxy has as many connections as the door", "[http][admission]") {
  Admission admission{3, 1, {*policy::Network::parse("10.0.0.1")}};
  const auto proxy = *Address::parse("10.0.0.1"), other = *Address::parse("10.0.0.2");
  const auto first = admission.admit(proxy), second = admission.admit(proxy);
  CHECK(second);
  const auto third = admission.admit(other);
  CHECK(third);
  CHECK_FALSE(admission.admit(proxy));
}
