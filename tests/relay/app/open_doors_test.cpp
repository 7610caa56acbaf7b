#include "relay/app/open_doors.h"

#include <catch2/catch.hpp>

#include "tests/support/manual_clock.h"
#include "tests/support/raw_client.h"

using relay::admin::OpenDoor;
using relay::app::look_at;
using relay::app::too_few_descriptors;

TEST_CASE("what a door has seen is told with where it stands", "[app][doors]") {
  const tests::ManualClock clock{tests::day(3)};
  const relay::http::Door door{{.name = "endpoints", .limits = {.connections = 7}},
                               clock,
                               [](const relay::http::Request&) { return relay::http::Response{}; }};
  tests::RawClient client{door.port()};
  CHECK(client.ask("GET / HTTP/1.1\r\nHost: h\r\n\r\n").status == 200);
  const OpenDoor seen = look_at(door);
  CHECK(seen.name == "endpoints");
  CHECK(seen.url == "http://127.0.0.1:" + std::to_string(door.port()));
  CHECK(seen.limits.connections == 7);
  CHECK(seen.counts.accepted == 1);
  CHECK(seen.counts.connections == 1);
  CHECK(seen.counts.answered[2] == 1);
}

TEST_CASE("doors that may have more connections than descriptors are warned of", "[app][doors]") {
  const std::vector<OpenDoor> doors{{.limits = {.connections = 16'384}},
                                    {.limits = {.connections = 128}}};
  CHECK(too_few_descriptors(doors, 23'382) == std::nullopt);
  CHECK(too_few_descriptors(doors, 23'381) ==
        "the doors may have 16512 connections at a time, but this process no more than 23381 files "
        "and sockets: the last callers will wait; let it have 23382 (LimitNOFILE= of the service "
        "or ulimit -n), or set lower 'connections' for the doors");
}
