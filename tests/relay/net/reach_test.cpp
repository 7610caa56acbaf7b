#include "relay/net/reach.h"

#include <catch2/catch.hpp>

using policy::Address;
using relay::net::inside_networks;
using relay::net::lies_in;
using relay::net::names_inside;

namespace {

bool inside(const char* address) {
  return lies_in(inside_networks(), *Address::parse(address));
}

}  // namespace

TEST_CASE("the inside is told from the Internet at both ends of each network", "[net][reach]") {
  for (const auto* const in :
       {"0.0.0.0",     "10.0.0.0",         "10.255.255.255",  "100.64.0.0",      "100.127.255.255",
        "127.0.0.1",   "127.255.255.255",  "169.254.169.254", "172.16.0.0",      "172.31.255.255",
        "192.168.0.0", "192.168.255.255",  "224.0.0.1",       "255.255.255.255", "::",
        "::1",         "fc00::",           "fdff::1",         "fe80::1",         "febf::1",
        "ff02::1",     "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:0a00:0001::"}) {
    CAPTURE(in);
    const auto address = Address::parse(in);
    if (address) CHECK(lies_in(inside_networks(), *address));
  }
  for (const auto* const out :
       {"9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.0", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "192.167.255.255", "192.169.0.0", "223.255.255.255", "::2", "fbff::1", "2001:db8::1",
        "64:ff9b::808:808", "2002:0808:0808::"}) {
    CAPTURE(out);
    CHECK_FALSE(inside(out));
  }
}

TEST_CASE("a host that names the inside is known without a look-up", "[net][reach]") {
  for (const auto* const in : {"localhost", "localhost.", "db.localhost", "127.0.0.1", "[::1]",
                               "[fe80::1%25eth0]", "169.254.169.254"}) {
    CAPTURE(in);
    CHECK(names_inside(inside_networks(), in));
  }
  for (const auto* const out :
       {"updates.example", "localhost.example", "8.8.8.8", "[2001:db8::1]"}) {
    CAPTURE(out);
    CHECK_FALSE(names_inside(inside_networks(), out));
  }
}
