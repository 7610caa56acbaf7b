#include <catch2/catch.hpp>

#include "tests/relay/http/a_door.h"
#include "tests/support/raw_client.h"

using namespace std::chrono_literals;
using tests::ADoor;
using tests::get;
using tests::RawClient;

namespace {

/// Sends a byte now and then, as slowly as it can without ever being silent for long. Whether the
/// other side had enough of it.
bool cut_while_dripping(RawClient& client) {
  for (int i = 0; i < 500; ++i) {
    if (!client.send("a") || client.ended_within(20ms)) return true;
  }
  return false;
}

/// Whether the door, which has two places for us, sooner or later takes a caller beside `one`.
bool place_becomes_free(ADoor& door, RawClient& one) {
  for (int i = 0; i < 500; ++i) {
    RawClient next{door.port()};
    if (!next.ended_within(20ms)) return true;
    if (one.ended_within(20ms)) return false;
  }
  return false;
}

}  // namespace

TEST_CASE("a head has a deadline that single bytes do not move", "[http][socket][deadline]") {
  ADoor door;
  door.settings.limits.head_deadline = 200ms;
  RawClient slow{door.port()};
  slow.send("GET /");
  CHECK(cut_while_dripping(slow));
  CHECK(RawClient{door.port()}.ask(get("/")).status == 200);
  CHECK(door.asked().size() == 1);
}

TEST_CASE("a body has a deadline that single bytes do not move", "[http][socket][deadline]") {
  ADoor door;
  door.settings.limits.body = 1'000'000;
  door.settings.limits.body_deadline = 200ms;
  RawClient slow{door.port()};
  slow.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
  CHECK(cut_while_dripping(slow));
  CHECK(door.asked().empty());
}

TEST_CASE("a connection that asks nothing is closed", "[http][socket][deadline]") {
  ADoor door;
  door.settings.limits.idle = 100ms;
  RawClient silent{door.port()};
  CHECK(silent.ended());
  RawClient once{door.port()};
  CHECK(once.ask(get("/")).status == 200);
  CHECK(once.ended());
}

TEST_CASE("a client that does not read its answer is cut off", "[http][socket][deadline]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "blob", std::string(32U << 20U, 'x'));
  ADoor door;
  door.settings.limits.rate_span = 200ms;
  door.settings.limits.least_rate = 100'000'000;
  door.settings.limits.connections_per_address = 2;
  door.answer = [&](const relay::http::Request&) {
    return relay::http::Response{.body = relay::http::FileBody{folder / "blob", 32U << 20U}};
  };
  RawClient idle{door.port()}, deaf{door.port()};
  deaf.send(get("/"));
  CHECK(place_becomes_free(door, idle));
}

TEST_CASE("a body that comes too slowly is not waited for", "[http][socket][deadline]") {
  ADoor door;
  door.settings.limits.body = 1'000'000;
  door.settings.limits.rate_span = 200ms;
  door.settings.limits.least_rate = 1'000'000;
  RawClient slow{door.port()};
  slow.send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000000\r\n\r\n");
  CHECK(cut_while_dripping(slow));
  CHECK(door.asked().empty());
}

TEST_CASE("an answer may not be read for ever", "[http][socket][deadline]") {
  const tests::TempFolder folder;
  tests::write_file(folder / "blob", std::string(32U << 20U, 'x'));
  ADoor door;
  door.settings.limits.answer_deadline = 200ms;
  door.settings.limits.least_rate = 0;
  door.settings.limits.connections_per_address = 2;
  door.answer = [&](const relay::http::Request&) {
    return relay::http::Response{.body = relay::http::FileBody{folder / "blob", 32U << 20U}};
  };
  RawClient idle{door.port()}, deaf{door.port()};
  deaf.send(get("/"));
  CHECK(place_becomes_free(door, idle));
}

TEST_CASE("a client that does not close is closed after its last answer",
          "[http][socket][deadline]") {
  ADoor door;
  door.settings.limits.linger = 200ms;
  door.settings.limits.connections_per_address = 2;
  RawClient idle{door.port()}, staying{door.port()};
  CHECK(staying.ask(get("/", "Connection: close\r\n")).status == 200);
  CHECK(staying.ended());
  CHECK(place_becomes_free(door, idle));
}
