#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "policy/require.h"
#include "relay/http/server.h"
#include "relay/io/clock.h"

namespace {

using relay::http::Request;
using relay::http::Response;

/// It stands still.
class StillClock final : public relay::io::Clock {
 public:
  policy::Instant now() const override { return {}; }
  std::chrono::milliseconds since_boot() const override { return {}; }
};

Response echo(const Request& request) {
  policy::require(request.path.starts_with('/'), "a path begins with '/'");
  policy::require(request.body.size() <= 64, "no body is longer than its limit");
  return {.body = std::string(request.body.size(), 'b'),
          .validators = relay::http::Validators{.etag = "\"a\""}};
}

struct ADoor {
  StillClock clock;
  relay::http::Door door;

  ADoor() : door{settings(), clock, echo} {}
  static relay::http::DoorSettings settings() {
    relay::http::DoorSettings made{.name = "fuzz"};
    made.limits.body = 64;
    return made;
  }
};

int connect_to(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const bool connected =
      ::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  policy::require(connected, "the door takes callers");
  // Closing leaves no port waiting behind, of which there are not enough for a long run.
  const linger none{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &none, sizeof none);
  return socket;
}

/// All that the door says to these bytes until it closes.
std::string said_to(std::string_view bytes) {
  static ADoor door;
  const int socket = connect_to(door.door.port());
  while (!bytes.empty()) {
    const ssize_t sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) break;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  ::shutdown(socket, SHUT_WR);
  std::string said;
  char chunk[4'096];
  for (ssize_t got = 0; (got = ::recv(socket, chunk, sizeof chunk, 0)) > 0;) {
    said.append(chunk, static_cast<std::size_t>(got));
  }
  ::close(socket);
  return said;
}

std::size_t count(std::string_view text, std::string_view what) {
  std::size_t found = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

/// A whole connection, over a real socket: every answer is one of ours, and after one that closes
/// there is no other.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string said = said_to({reinterpret_cast<const char*>(bytes), size});
  if (said.empty()) return 0;
  policy::require(said.starts_with("HTTP/1.1 "), "an answer begins with its version");
  policy::require(count(said, "\r\nConnection: close\r\n") <= 1, "a connection ends once");
  const auto last = said.rfind("HTTP/1.1 ");
  const auto close = said.find("\r\nConnection: close\r\n");
  policy::require(close == std::string::npos || close > last, "what closes is the last");
  return 0;
}
