#include "relay/app/endpoint_doors.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "relay/serve/reception.h"

namespace relay::app {
namespace {

/// For devices that enrol, which waits for the database; nothing else does.
constexpr std::size_t kReceptionists = 2;

/// One loop a core: endpoints' requests never wait for anything.
std::size_t loops() {
  return std::max(1U, std::thread::hardware_concurrency());
}

http::DoorSettings settings_of(const config::Door& door, std::string name,
                               std::optional<http::TlsFiles> tls, io::Log& log) {
  http::DoorSettings made{.name = std::move(name),
                          .listen = {door.listen.host, door.listen.port},
                          .tls = std::move(tls),
                          .threads = loops(),
                          .handler_threads = kReceptionists,
                          .treatment = serve::Reception::treatment,
                          .proxies = door.proxies,
                          .hosts = door.hosts,
                          .log = &log};
  made.limits.connections = door.connections.value_or(made.limits.connections);
  made.limits.connections_per_address =
      door.connections_per_address.value_or(made.limits.connections_per_address);
  return made;
}

}  // namespace

/// A door, and the World of each of its loops.
struct EndpointDoors::OneDoor {
  OneDoor(http::DoorSettings settings, const Parts& parts, const serve::Worlds& all,
          std::size_t first_queue, const io::Clock& clock)
      : worlds(loops(), serve::LoopWorld{all}),
        door{std::move(settings), clock,
             [this, answer = parts.answer, first_queue](const http::Request& request) {
               return answer(worlds[request.loop], request, first_queue + request.loop);
             }} {}

  /// A loop that nobody asks anything lets go of its old World too.
  void refresh() {
    door.post_to_loops([this](std::size_t loop) { worlds[loop].newest(); });
  }

  std::vector<serve::LoopWorld> worlds;  ///< Each is touched by its own loop alone.
  http::Door door;
};

EndpointDoors::EndpointDoors(const Parts& parts, const io::Clock& clock)
    : worlds_{parts.world},
      plain_{std::make_unique<OneDoor>(
          settings_of(parts.doors.endpoints, "endpoints", std::nullopt, parts.log), parts, worlds_,
          0, clock)} {
  if (!parts.doors.endpoints_tls) return;
  tls_ = std::make_unique<OneDoor>(
      settings_of(*parts.doors.endpoints_tls, "endpoints-tls", parts.tls, parts.log), parts,
      worlds_, loops(), clock);
}

EndpointDoors::~EndpointDoors() {
  // Both drain at once, not one after the other.
  const std::jthread other{[this] { tls_.reset(); }};
  plain_.reset();
}

std::size_t EndpointDoors::queues(const config::Doors& doors) {
  return doors.endpoints_tls ? 2 * loops() : loops();
}

void EndpointDoors::publish(const rollout::WorldPtr& world) {
  worlds_.publish(world);
  plain_->refresh();
  if (tls_) tls_->refresh();
}

void EndpointDoors::reload_certificate() {
  if (tls_) tls_->door.reload_certificate();
}

std::uint16_t EndpointDoors::port() const {
  return plain_->door.port();
}

std::optional<std::uint16_t> EndpointDoors::tls_port() const {
  return tls_ ? std::optional{tls_->door.port()} : std::nullopt;
}

std::vector<const http::Door*> EndpointDoors::doors() const {
  std::vector<const http::Door*> doors{&plain_->door};
  if (tls_) doors.push_back(&tls_->door);
  return doors;
}

}  // namespace relay::app
