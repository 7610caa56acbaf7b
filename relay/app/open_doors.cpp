#include "relay/app/open_doors.h"

namespace relay::app {
namespace {

/// For files that are being sent, the databases, and all else.
constexpr std::size_t kBesides = 1'024;

/// The shelves of both endpoints' doors may keep a quarter of all open: three quarters remain.
constexpr std::size_t with_shelves(std::size_t others) {
  return (others * 4 + 2) / 3;
}

std::string url_of(const http::Door& door) {
  const http::DoorSettings& settings = door.settings();
  const std::string& host = settings.listen.host;
  const bool v6 = host.find(':') != std::string::npos;
  return (settings.tls ? "https://" : "http://") + (v6 ? "[" + host + "]" : host) + ":" +
         std::to_string(door.port());
}

}  // namespace

admin::OpenDoor look_at(const http::Door& door) {
  return {.name = door.settings().name,
          .url = url_of(door),
          .limits = door.settings().limits,
          .counts = door.counts()};
}

std::optional<std::string> too_few_descriptors(const std::vector<admin::OpenDoor>& doors,
                                               std::size_t descriptors) {
  std::size_t connections = 0;
  for (const admin::OpenDoor& door : doors) connections += door.limits.connections;
  const std::size_t needed = with_shelves(connections + kBesides);
  if (descriptors >= needed) return std::nullopt;
  return "the doors may have " + std::to_string(connections) +
         " connections at a time, but this process no more than " + std::to_string(descriptors) +
         " files and sockets: the last callers will wait; let it have " + std::to_string(needed) +
         " (LimitNOFILE= of the service or ulimit -n), or set lower 'connections' for the doors";
}

}  // namespace relay::app
