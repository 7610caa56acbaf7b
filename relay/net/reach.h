#pragma once

#include <string_view>
#include <vector>

#include "policy/address.h"

/// Which addresses lie inside: on this machine, on its network, or nowhere. A vendor out in the
/// Internet has no business sending us to one of them.
namespace relay::net {

/// Loopback, link-local (where clouds keep their metadata), private, shared, multicast, reserved.
const std::vector<policy::Network>& inside_networks();

/// Whether it lies in one of the networks; an IPv4 address that is wrapped into NAT64 or 6to4 is
/// judged as what it is.
bool lies_in(const std::vector<policy::Network>& networks, const policy::Address& address);

/// Whether a host, as it stands in a URL, names the inside without any look-up: such an address, or
/// localhost. For requests through a proxy, where the proxy does the look-up.
bool names_inside(const std::vector<policy::Network>& networks, std::string_view host);

}  // namespace relay::net
