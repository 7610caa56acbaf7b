#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace relay::http {

/// The host that "relay.example:8080", "10.1.9.3" or "[2001:db8::1]:8443" names: lower case,
/// without port, with its brackets. Nothing when it is anything else: empty, with a user, with a
/// port that is none. A name is letters, digits, '-', '.' and '_'.
std::optional<std::string> host_of(std::string_view authority);

}  // namespace relay::http
