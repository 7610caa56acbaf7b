#pragma once

#include <memory>

#include "relay/http/server.h"
#include "relay/http/socket.h"
#include "relay/http/tls_context.h"
#include "relay/http/wire.h"

namespace boost::asio {
class io_context;
}

namespace relay::http {

/// Which of the two families a socket is of; Asio wants to be told.
enum class Family { V4, V6 };

std::unique_ptr<Wire> plain_wire(boost::asio::io_context& loop, Socket socket, Family family);
std::unique_ptr<Wire> tls_wire(boost::asio::io_context& loop, Socket socket, Family family,
                               const TlsContext& tls, policy::Instant now);

}  // namespace relay::http
