#include "relay/http/authority.h"

#include <catch2/catch.hpp>

using relay::http::host_of;

TEST_CASE("a host is read without its port", "[http][authority]") {
  CHECK(host_of("Relay.Example") == "relay.example");
  CHECK(host_of("relay.example:8080") == "relay.example");
  CHECK(host_of("relay.example:65535") == "relay.example");
  CHECK(host_of("10.1.9.3:80") == "10.1.9.3");
  CHECK(host_of("[2001:DB8::1]") == "[2001:db8::1]");
  CHECK(host_of("[::1]:8443") == "[::1]");
}

TEST_CASE("what is no host is refused", "[http][authority]") {
  for (const auto* wrong : {"",
                            ":80",
                            "relay:",
                            "relay:x",
                            "relay:65536",
                            "relay:123456",
                            "relay:80:80",
                            "user@relay",
                            "relay/x",
                            "re lay",
                            "relay,other",
                            "::1",
                            "[::1",
                            "::1]",
                            "[]",
                            "[1.2.3.4]",
                            "[::1]x",
                            "[::1]]",
                            "[::g]",
                            "rel%61y",
                            "rel\xc3\xa4y",
                            "relay:-1",
                            "[::1]:"}) {
    CAPTURE(wrong);
    CHECK_FALSE(host_of(wrong));
  }
}
