#pragma once

#include <optional>
#include <span>
#include <vector>

#include "policy/address.h"
#include "relay/http/message.h"

/// Who stands behind a proxy, as its X-Forwarded-For says. Pure. `Forwarded` (RFC 7239) is never
/// read: a proxy that adds to one of the two passes on whatever the client wrote into the other.
namespace relay::http {

/// Whether `address` is one of these networks'.
bool among(std::span<const policy::Network> networks, const policy::Address& address);

/// `socket` where it is none of `proxies`: from anybody else the field is only words. Else the
/// right-most address in all its lines that is no proxy; nothing where there is none, or something
/// that cannot be read stands before it.
std::optional<policy::Address> caller_of(const std::vector<Field>& fields,
                                         const policy::Address& socket,
                                         std::span<const policy::Network> proxies);

}  // namespace relay::http
