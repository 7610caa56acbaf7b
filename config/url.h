#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace config {

/// Why this is no URL of an upstream, as the end of a sentence; nothing when it is one: http, https
/// or file, a host, no credentials, query or fragment, printable ASCII without spaces.
std::optional<std::string> wrong_upstream(std::string_view url);

/// The same for a proxy: http, https, socks5 or socks5h, a host, no path and no credentials.
std::optional<std::string> wrong_proxy(std::string_view url);

/// A name or address as it stands in a Host field, without port: lower-case letters, digits, '-',
/// '.', and ':' for IPv6.
bool is_host(std::string_view text);

}  // namespace config
