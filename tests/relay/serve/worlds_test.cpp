#include "relay/serve/worlds.h"

#include <catch2/catch.hpp>

#include <optional>
#include <thread>

#include "relay/serve/serve.h"
#include "tests/relay/serve/a_world.h"
#include "tests/support/manual_clock.h"
#include "tests/support/raw_client.h"

using relay::rollout::World;
using tests::AWorld;
using tests::RawClient;

namespace {

constexpr const char* kGet = "GET /clamav/daily.cvd HTTP/1.1\r\nHost: h\r\n\r\n";

/// A door with two loops that serves a World of release 1 to everybody.
struct EndpointDoor {
  AWorld a;
  tests::ManualClock clock{tests::day(3)};
  relay::serve::Worlds worlds{2, std::make_shared<const World>(a.world)};
  std::optional<relay::http::Door> door;

  EndpointDoor() {
    relay::http::DoorSettings settings;
    settings.name = "endpoints";
    settings.threads = 2;
    settings.limits.linger = std::chrono::milliseconds{500};
    door.emplace(settings, clock, [this](const relay::http::Request& request) {
      return relay::serve::answer(worlds.of(request.loop), a.store, request);
    });
  }
  void publish(std::uint64_t release) {
    a.set("default", release);
    worlds.publish(*door, std::make_shared<const World>(a.world));
  }
};

}  // namespace

TEST_CASE("a published World is served by every loop and on open connections", "[serve][socket]") {
  EndpointDoor e;
  RawClient early{e.door->port()};
  CHECK(early.ask(kGet).body == "daily of release 1");
  e.publish(2);
  CHECK(early.ask(kGet).body == "daily of release 2");
  for (int i = 0; i < 8; ++i)
    CHECK(RawClient{e.door->port()}.ask(kGet).body == "daily of release 2");
}

TEST_CASE("while Worlds are published every answer is of one of them and none goes back",
          "[serve][socket]") {
  EndpointDoor e;
  constexpr std::uint64_t kLast = 30;
  const auto number = [](const std::string& body) {
    return std::stoull(body.substr(body.rfind(' ')));
  };
  std::jthread publisher{[&] {
    for (std::uint64_t release = 2; release <= kLast; ++release) e.publish(release);
  }};
  RawClient client{e.door->port()};
  std::uint64_t seen = 0;
  for (int i = 0; i < 20'000 && seen < kLast; ++i) {
    const auto now = number(client.ask(kGet).body);
    REQUIRE(now >= seen);
    seen = now;
  }
  CHECK(seen == kLast);
}
