#include "config/listen.h"

#include <catch2/catch.hpp>

using config::Listen;
using config::on_loopback;
using config::parse_listen;

TEST_CASE("a door listens on an address and a port", "[config][listen]") {
  CHECK(parse_listen("127.0.0.1:8080") == Listen{"127.0.0.1", 8080});
  CHECK(parse_listen("[2001:db8::1]:443") == Listen{"2001:db8::1", 443});
  CHECK(parse_listen("0.0.0.0:0") == Listen{"0.0.0.0", 0});
  CHECK(parse_listen("0.0.0.0:65535") == Listen{"0.0.0.0", 65'535});
  for (const auto* wrong : {"", ":8080", "8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536",
                            "127.0.0.1:-1", "localhost:8080", "::1:8080", "[127.0.0.1]:80", "[::1]",
                            "127.0.0.1:80 ", "127.0.0.1:+80"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_listen(wrong));
  }
}

TEST_CASE("only 127.0.0.0/8 and ::1 are this machine alone", "[config][listen]") {
  CHECK(on_loopback({"127.0.0.1", 1}));
  CHECK(on_loopback({"127.255.255.255", 1}));
  CHECK(on_loopback({"::1", 1}));
  CHECK_FALSE(on_loopback({"128.0.0.0", 1}));
  CHECK_FALSE(on_loopback({"126.255.255.255", 1}));
  CHECK_FALSE(on_loopback({"::2", 1}));
  CHECK_FALSE(on_loopback({"::", 1}));
  CHECK_FALSE(on_loopback({"0.0.0.0", 1}));
}
