#include "relay/net/reach.h"

#include <algorithm>
#include <array>

#include "policy/require.h"

namespace relay::net {
namespace {

using policy::Address;
using policy::Network;

Network network(std::string_view text) {
  const auto parsed = Network::parse(text);
  policy::require(parsed.has_value(), "our own list of networks is well formed");
  return *parsed;
}

/// The IPv4 address at these four bytes of an IPv6 one.
Address unwrapped(const Address& wrapped, std::size_t at) {
  Address plain{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}};
  std::copy_n(wrapped.bytes.begin() + static_cast<std::ptrdiff_t>(at), 4, plain.bytes.begin() + 12);
  return plain;
}

Address innermost(const Address& address) {
  static const Network nat64 = network("64:ff9b::/96");     // RFC 6052, 2.1
  static const Network six_to_four = network("2002::/16");  // RFC 3056, 2
  if (nat64.contains(address)) return unwrapped(address, 12);
  if (six_to_four.contains(address)) return unwrapped(address, 2);
  return address;
}

}  // namespace

const std::vector<Network>& inside_networks() {
  static const std::vector<Network> networks = [] {
    std::vector<Network> made;
    // RFC 6890 and the registries that follow it.
    for (const auto* const text :
         {"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
          "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/4",
          "240.0.0.0/4", "::/128", "::1/128", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8"}) {
      made.push_back(network(text));
    }
    return made;
  }();
  return networks;
}

bool lies_in(const std::vector<Network>& networks, const Address& address) {
  const Address inner = innermost(address);
  return std::ranges::any_of(networks, [&](const Network& one) { return one.contains(inner); });
}

bool names_inside(const std::vector<Network>& networks, std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const auto address = Address::parse(host.substr(0, host.find('%')));
  return address && lies_in(networks, *address);
}

}  // namespace relay::net
