#include "relay/http/socket.h"
#include "relay/http/stream.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>
#include <string>
#include <system_error>

namespace relay::http {
namespace {

std::string shown(const Listen& where) {
  const bool v6 = where.host.find(':') != std::string::npos;
  return (v6 ? '[' + where.host + ']' : where.host) + ':' + std::to_string(where.port);
}

[[noreturn]] void cannot_listen(const Listen& where) {
  throw std::system_error{errno, std::generic_category(), "cannot listen on " + shown(where)};
}

void set(int socket, int level, int option, int value) {
  // Each is an improvement, none a need: a kernel without it still serves.
  (void)::setsockopt(socket, level, option, &value, sizeof value);
}

struct Name {
  sockaddr_storage bytes{};
  socklen_t length = sizeof(sockaddr_storage);
  sockaddr* generic() { return reinterpret_cast<sockaddr*>(&bytes); }
};

template <class T>
T as(const Name& name) {
  T copy{};
  std::memcpy(&copy, &name.bytes, sizeof copy);
  return copy;
}

template <class T>
Name named(const T& address) {
  Name name;
  std::memcpy(&name.bytes, &address, sizeof address);
  name.length = sizeof address;
  return name;
}

std::optional<Name> name_of(const Listen& where) {
  sockaddr_in v4{};
  v4.sin_family = AF_INET;
  v4.sin_port = htons(where.port);
  if (::inet_pton(AF_INET, where.host.c_str(), &v4.sin_addr) == 1) return named(v4);
  sockaddr_in6 v6{};
  v6.sin6_family = AF_INET6;
  v6.sin6_port = htons(where.port);
  if (::inet_pton(AF_INET6, where.host.c_str(), &v6.sin6_addr) == 1) return named(v6);
  return std::nullopt;
}

policy::Address address_of(const Name& name) {
  policy::Address address;
  if (name.bytes.ss_family == AF_INET6) {
    const auto v6 = as<sockaddr_in6>(name);
    std::memcpy(address.bytes.data(), &v6.sin6_addr, address.bytes.size());
    return address;
  }
  const auto v4 = as<sockaddr_in>(name);
  address.bytes[10] = address.bytes[11] = 0xff;
  std::memcpy(address.bytes.data() + 12, &v4.sin_addr, 4);
  return address;
}

}  // namespace

Socket::~Socket() {
  if (handle_ != -1) ::close(handle_);
}

Socket listen_on(const Listen& where, Sharing sharing) {
  auto name = name_of(where);
  if (!name) {
    throw std::system_error{std::make_error_code(std::errc::invalid_argument),
                            "cannot listen on " + shown(where) + ": an IP address is needed"};
  }
  Socket socket{::socket(name->bytes.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
  if (socket.handle() == -1) cannot_listen(where);
  set(socket.handle(), SOL_SOCKET, SO_REUSEADDR, 1);
  if (sharing == Sharing::Shared) set(socket.handle(), SOL_SOCKET, SO_REUSEPORT, 1);
  // Connections have these from their listener.
  set(socket.handle(), IPPROTO_TCP, TCP_NODELAY, 1);
  keep_ready(socket.handle(), Unsent::Little);
  // "::" means IPv4 as well, whatever the machine's setting.
  if (name->bytes.ss_family == AF_INET6) set(socket.handle(), IPPROTO_IPV6, IPV6_V6ONLY, 0);
  if (::bind(socket.handle(), name->generic(), name->length) != 0) cannot_listen(where);
  if (::listen(socket.handle(), SOMAXCONN) != 0) cannot_listen(where);
  return socket;
}

std::uint16_t port_of(const Socket& listener) {
  Name name;
  if (::getsockname(listener.handle(), name.generic(), &name.length) != 0) {
    throw std::system_error{errno, std::generic_category(), "getsockname"};
  }
  const bool v6 = name.bytes.ss_family == AF_INET6;
  return ntohs(v6 ? as<sockaddr_in6>(name).sin6_port : as<sockaddr_in>(name).sin_port);
}

std::variant<Arrival, NoArrival> accept_from(int listener) {
  Name name;
  Socket socket{::accept4(listener, name.generic(), &name.length, SOCK_NONBLOCK | SOCK_CLOEXEC)};
  if (socket.handle() != -1) return Arrival{std::move(socket), address_of(name)};
  switch (errno) {
    case EAGAIN:
      return NoArrival::NoneWaiting;
    case EMFILE:
    case ENFILE:
    case ENOBUFS:
    case ENOMEM:
      return NoArrival::Exhausted;
    default:
      return NoArrival::Lost;  // accept(2): a network error of the new connection.
  }
}

}  // namespace relay::http
