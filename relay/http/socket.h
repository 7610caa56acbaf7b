#pragma once

#include <cstdint>
#include <utility>
#include <variant>

#include "policy/address.h"
#include "relay/http/server.h"

/// The listening side of TCP on this platform.
namespace relay::http {

/// A socket, closed with this object unless released.
class Socket {
 public:
  explicit Socket(int handle) : handle_{handle} {}
  Socket(Socket&& other) noexcept : handle_{other.release()} {}
  Socket& operator=(Socket&& other) noexcept {
    std::swap(handle_, other.handle_);
    return *this;
  }
  ~Socket();

  int handle() const { return handle_; }
  int release() { return std::exchange(handle_, -1); }

 private:
  int handle_;
};

/// Whether several sockets of ours share the port, one for each loop.
enum class Sharing { Alone, Shared };

/// Throws std::system_error, naming the address.
Socket listen_on(const Listen& where, Sharing sharing);
std::uint16_t port_of(const Socket& listener);

struct Arrival {
  Socket socket;
  policy::Address peer{};
};
enum class NoArrival {
  NoneWaiting,
  Lost,       ///< It went away between arriving and being taken; there may be others.
  Exhausted,  ///< No descriptor or memory for it; trying again at once would
              ///< only spin.
};
/// Takes one connection that waits; never blocks.
std::variant<Arrival, NoArrival> accept_from(int listener);

}  // namespace relay::http
