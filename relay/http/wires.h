#pragma once

#include <memory>

#include "relay/http/server.h"
#include "relay/http/socket.h"
#include "relay/http/wire.h"

namespace boost::asio {
class io_context;
}

namespace relay::http {

/// Which of the two families a socket is of; Asio wants to be told.
enum class Family { V4, V6 };

/// A certificate with its key, and which TLS we speak: 1.2 and 1.3 with forward secrecy, no
/// renegotiation, no compression. Safe to use from several threads.
class TlsContext {
 public:
  /// Throws std::system_error, naming the file.
  explicit TlsContext(const TlsFiles& files);
  ~TlsContext();
  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

std::unique_ptr<Wire> plain_wire(boost::asio::io_context& loop, Socket socket, Family family);
std::unique_ptr<Wire> tls_wire(boost::asio::io_context& loop, Socket socket, Family family,
                               const TlsContext& tls);

}  // namespace relay::http
