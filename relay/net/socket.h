#pragma once

#include <optional>

#include "policy/address.h"

struct sockaddr;

namespace relay::net {

/// The IP address in what a resolver found; nothing for other families.
std::optional<policy::Address> address_in(const sockaddr& found);

/// A socket that other programs do not inherit; below zero when there is none.
int open_socket(int family, int type, int protocol);

}  // namespace relay::net
