#include "relay/serve/worlds.h"

#include <catch2/catch.hpp>

#include <thread>

#include "tests/relay/serve/an_endpoint_door.h"
#include "tests/support/raw_client.h"

using tests::AnEndpointDoor;
using tests::RawClient;

namespace {

constexpr const char* kGet = "GET /clamav/daily.cvd HTTP/1.1\r\nHost: h\r\n\r\n";

}  // namespace

TEST_CASE("a published World is served by every loop and on open connections at once",
          "[serve][socket]") {
  AnEndpointDoor e;
  RawClient early{e.port()};
  CHECK(early.ask(kGet).body == "daily of release 1");
  e.publish(2);
  CHECK(early.ask(kGet).body == "daily of release 2");
  for (int i = 0; i < 8; ++i) CHECK(RawClient{e.port()}.ask(kGet).body == "daily of release 2");
}

TEST_CASE("while Worlds are published every answer is of one of them and none goes back",
          "[serve][socket]") {
  AnEndpointDoor e;
  constexpr std::uint64_t kLast = 30;
  const auto number = [](const std::string& body) {
    return std::stoull(body.substr(body.rfind(' ')));
  };
  std::jthread publisher{[&] {
    for (std::uint64_t release = 2; release <= kLast; ++release) e.publish(release);
  }};
  RawClient one{e.port()}, other{e.port()};
  std::uint64_t seen = 0;
  for (int i = 0; i < 20'000 && seen < kLast; ++i) {
    const auto now = number((i % 2 == 0 ? one : other).ask(kGet).body);
    REQUIRE(now >= seen);
    seen = now;
  }
  CHECK(seen == kLast);
}

TEST_CASE("what a loop has ready goes with its World", "[serve]") {
  tests::TempFolder folder;
  const relay::store::Store store{folder.path()};
  relay::rollout::World made;
  relay::serve::Worlds worlds{std::make_shared<const relay::rollout::World>(made)};
  relay::serve::LoopWorld loop{worlds};
  const relay::store::File file;
  loop.ready().of(store, {.file = &file}, relay::serve::Audience::Caller);
  loop.newest();
  CHECK(loop.ready().size() == 1);
  made.number = 1;
  worlds.publish(std::make_shared<const relay::rollout::World>(made));
  loop.newest();
  CHECK(loop.ready().size() == 0);
}

TEST_CASE("a loop holds on to its World until it looks for the newest", "[serve]") {
  const auto world = [](std::uint64_t number) {
    relay::rollout::World made;
    made.number = number;
    return std::make_shared<const relay::rollout::World>(std::move(made));
  };
  const auto first = world(1);
  relay::serve::Worlds worlds{first};
  relay::serve::LoopWorld loop{worlds};
  const auto& seen = loop.newest();
  worlds.publish(world(2));
  CHECK(seen.number == 1);
  CHECK(first.use_count() == 2);
  CHECK(loop.newest().number == 2);
  CHECK(first.use_count() == 1);
  CHECK(worlds.newest()->number == 2);
}
