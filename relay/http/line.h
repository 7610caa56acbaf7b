#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "relay/http/wire.h"

namespace relay::http {

/// A socket, and what is known of whether it can go on: it is not asked in vain. Both wires speak
/// through one.
class Line {
 public:
  explicit Line(Socket socket) : socket_{std::move(socket)} {}

  int socket() const { return socket_.handle(); }
  void ready(const Readiness& what);

  Step receive(std::span<char> into);
  Step transmit(std::span<const std::string_view> parts, Following following);
  Step send(const OpenFile& file, std::uint64_t offset, std::size_t count);
  /// How much of what is written may wait in the system.
  void keep_ready(Unsent unsent) {
    unsent_ = unsent;
    http::keep_ready(socket(), unsent);
  }
  Unsent unsent() const { return unsent_; }
  void close() { socket_ = Socket{-1}; }
  void stop_sending() { http::stop_sending(socket()); }
  bool writable() const { return writable_; }
  /// The same, by asking the system.
  bool has_room();

 private:
  Step sent(const Moved& moved);

  Socket socket_;
  bool readable_ = true;  ///< Until it was tried in vain; then the poller tells when it is.
  bool writable_ = true;
  Unsent unsent_ = Unsent::Little;
  bool ended_ = false;  ///< What can be received ends, so a short read does not
                        ///< mean "not now".
};

}  // namespace relay::http
