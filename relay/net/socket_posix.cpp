#include "relay/net/socket.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

namespace relay::net {

std::optional<policy::Address> address_in(const sockaddr& found) {
  policy::Address address;
  if (found.sa_family == AF_INET6) {
    sockaddr_in6 six{};
    std::memcpy(&six, &found, sizeof six);
    std::memcpy(address.bytes.data(), &six.sin6_addr, address.bytes.size());
    return address;
  }
  if (found.sa_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &found, sizeof four);
    std::fill_n(address.bytes.begin() + 10, 2, std::uint8_t{0xff});
    std::memcpy(address.bytes.data() + 12, &four.sin_addr, 4);
    return address;
  }
  return std::nullopt;
}

int open_socket(int family, int type, int protocol) {
  return ::socket(family, type | SOCK_CLOEXEC, protocol);
}

}  // namespace relay::net
