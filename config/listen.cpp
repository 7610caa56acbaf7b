#include "config/listen.h"

#include <charconv>

#include "policy/address.h"

namespace config {

std::optional<Listen> parse_listen(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  std::string_view host = text.substr(0, colon);
  const std::string_view digits = text.substr(colon + 1);
  const bool bracketed = host.starts_with('[') && host.ends_with(']');
  if (bracketed) host = host.substr(1, host.size() - 2);
  const bool colons = host.find(':') != std::string_view::npos;
  if (colons != bracketed || !policy::Address::parse(host)) return std::nullopt;

  Listen listen{std::string{host}, 0};
  const char* const end = digits.data() + digits.size();
  const auto [rest, error] = std::from_chars(digits.data(), end, listen.port);
  if (error != std::errc{} || rest != end) return std::nullopt;
  return listen;
}

bool on_loopback(const Listen& listen) {
  const auto address = policy::Address::parse(listen.host);
  return address && (policy::Network::parse("127.0.0.0/8")->contains(*address) ||
                     policy::Network::parse("::1")->contains(*address));
}

}  // namespace config
