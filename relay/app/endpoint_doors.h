#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "config/doors.h"
#include "relay/http/server.h"
#include "relay/io/clock.h"
#include "relay/io/log.h"
#include "relay/rollout/world.h"
#include "relay/serve/worlds.h"

namespace relay::app {

/// The doors that devices use, plain and TLS: the same answers from the same World. Opened by the
/// constructor, which throws as http::Door does; destruction drains both.
class EndpointDoors {
 public:
  /// `queue`: which of as many queues as queues() says this loop alone may put into.
  using Answer = std::function<http::Response(serve::LoopWorld& world, const http::Request& request,
                                              std::size_t queue)>;
  struct Parts {
    const config::Doors& doors;
    std::optional<http::TlsFiles> tls{};  ///< Of the TLS door, where there is one.
    rollout::WorldPtr world{};            ///< Until the first publish().
    Answer answer{};
    io::Log& log;
  };
  EndpointDoors(const Parts& parts, const io::Clock& clock);
  ~EndpointDoors();

  /// How many loops the doors have together.
  static std::size_t queues(const config::Doors& doors);

  /// Every request that is read from now on, at either door, is answered from this World.
  void publish(const rollout::WorldPtr& world);
  /// See http::Door::reload_certificate().
  void reload_certificate();

  std::uint16_t port() const;
  std::optional<std::uint16_t> tls_port() const;
  /// One or both, the plain one first.
  std::vector<const http::Door*> doors() const;

 private:
  struct OneDoor;
  serve::Worlds worlds_;  ///< One for both, so that none is behind the other.
  std::unique_ptr<OneDoor> plain_;
  std::unique_ptr<OneDoor> tls_;  ///< Nothing: there is none.
};

}  // namespace relay::app
