#include "relay/http/forwarded.h"

#include <catch2/catch.hpp>
#include <string>

using policy::Address;
using policy::Network;
using relay::http::Field;

namespace {

const std::vector<Network> kProxies{*Network::parse("10.0.0.1"), *Network::parse("10.9.0.0/16"),
                                    *Network::parse("2001:db8:1::/48")};

std::string caller(const std::vector<Field>& fields, const char* socket = "10.0.0.1") {
  const auto found = relay::http::caller_of(fields, *Address::parse(socket), kProxies);
  return found ? found->text() : "nobody";
}

std::string listed(const std::string& value) {
  return caller({{"X-Forwarded-For", value}});
}

}  // namespace

TEST_CASE("only a configured proxy says who asks", "[http][forwarded]") {
  const std::vector<Field> fields{{"X-Forwarded-For", "192.0.2.7"}};
  CHECK(caller(fields, "10.0.0.1") == "192.0.2.7");
  CHECK(caller(fields, "10.9.255.255") == "192.0.2.7");
  CHECK(caller(fields, "10.0.0.2") == "10.0.0.2");
  CHECK(caller(fields, "10.10.0.0") == "10.10.0.0");
  CHECK(relay::http::caller_of(fields, *Address::parse("10.0.0.1"), {})->text() == "10.0.0.1");
}

TEST_CASE("of all lines the last address that is no proxy counts", "[http][forwarded]") {
  CHECK(listed("6.6.6.6, 192.0.2.7") == "192.0.2.7");
  CHECK(listed("6.6.6.6,192.0.2.7,10.9.1.1 ,\t2001:db8:1::5,") == "192.0.2.7");
  CHECK(caller({{"x-forwarded-for", "6.6.6.6"}, {"X-Forwarded-For", "192.0.2.7, 10.9.0.1"}}) ==
        "192.0.2.7");
  CHECK(caller({{"X-Forwarded-For", "6.6.6.6, 192.0.2.7"}, {"X-Forwarded-For", "10.9.0.1"}}) ==
        "192.0.2.7");
  CHECK(listed("nonsense, 192.0.2.7") == "192.0.2.7");
}

TEST_CASE("an address with a port is read", "[http][forwarded]") {
  const std::string v6 = "2001:db8:0:0:0:0:0:1";
  CHECK(listed("192.0.2.7:4711") == "192.0.2.7");
  CHECK(listed("2001:db8::1") == v6);
  CHECK(listed("[2001:db8::1]") == v6);
  CHECK(listed("[2001:db8::1]:65535") == v6);
}

TEST_CASE("a proxy that does not say who asks leaves nobody", "[http][forwarded]") {
  CHECK(caller({}) == "nobody");
  CHECK(caller({{"Forwarded", "for=192.0.2.7"}, {"X-Real-IP", "192.0.2.7"}}) == "nobody");
  for (const auto* value :
       {"", ",", "10.9.1.1", "192.0.2.7, unknown", "192.0.2.7, 10.9.0.300", "192.0.2.7; 10.9.0.1",
        "192.0.2.07", "192.0.2.7:", "192.0.2.7:123456", "192.0.2.7:x", "[192.0.2.7]",
        "[2001:db8::1", "[2001:db8::1]1", "\"192.0.2.7\"", "for=192.0.2.7"}) {
    CAPTURE(value);
    CHECK(listed(value) == "nobody");
  }
}
