#include "relay/http/forwarded.h"

#include <algorithm>
#include <string_view>

#include "relay/http/tokens.h"

namespace relay::http {
namespace {

using policy::Address;

bool is_port_of_node(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return text.size() >= 2 && text.size() <= 6 && text.front() == ':' &&
         std::ranges::all_of(text.substr(1), digit);
}

/// "10.1.9.3", "10.1.9.3:4711", "2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:4711".
std::optional<Address> address_of(std::string_view node) {
  std::string_view port;
  if (node.starts_with('[')) {
    const std::size_t end = node.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    port = node.substr(end + 1);
    node = node.substr(1, end - 1);
    if (node.find(':') == std::string_view::npos) return std::nullopt;
  } else if (std::ranges::count(node, ':') == 1) {
    port = node.substr(node.find(':'));
    node = node.substr(0, node.find(':'));
  }
  if (!port.empty() && !is_port_of_node(port)) return std::nullopt;
  return Address::parse(node);
}

}  // namespace

bool among(std::span<const policy::Network> networks, const Address& address) {
  return std::ranges::any_of(
      networks, [&](const policy::Network& network) { return network.contains(address); });
}

std::optional<Address> caller_of(const std::vector<Field>& fields, const Address& socket,
                                 std::span<const policy::Network> proxies) {
  if (!among(proxies, socket)) return socket;
  // Several lines are one list (RFC 9110, 5.3): the last line was written last.
  for (auto field = fields.rbegin(); field != fields.rend(); ++field) {
    if (!same_name(field->name, "X-Forwarded-For")) continue;
    const auto nodes = list_of(field->value);
    for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
      const auto address = address_of(*node);
      if (!address) return std::nullopt;
      if (!among(proxies, *address)) return address;
    }
  }
  return std::nullopt;
}

}  // namespace relay::http
