#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "relay/http/server.h"
#include "tests/relay/serve/a_world.h"

namespace tests {

/// A door with two loops that answers from a World of the test's own: release 1 for everybody.
struct AnEndpointDoor {
  AWorld a;
  relay::serve::Worlds worlds{std::make_shared<const relay::rollout::World>(a.world)};
  std::vector<relay::serve::LoopWorld> loops{2, relay::serve::LoopWorld{worlds}};
  std::optional<relay::http::Door> door;

  AnEndpointDoor() {
    relay::http::DoorSettings settings;
    settings.name = "endpoints";
    settings.threads = loops.size();
    settings.limits.linger = std::chrono::milliseconds{500};
    door.emplace(settings, a.clock, [this](const relay::http::Request& request) {
      return relay::serve::answer(loops[request.loop], {a.store, a.leases}, request);
    });
  }
  void publish() { worlds.publish(std::make_shared<const relay::rollout::World>(a.world)); }
  void publish(std::uint64_t release) {
    a.set("default", release);
    publish();
  }
  std::uint16_t port() const { return door->port(); }
};

}  // namespace tests
