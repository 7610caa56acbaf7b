#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace policy {

/// An IP address of a caller: 16 bytes in network order; IPv4 stands as ::ffff:a.b.c.d, so one
/// machine has one spelling whichever socket it came through.
struct Address {
  std::array<std::uint8_t, 16> bytes{};

  /// "10.1.9.3" or "2001:db8::1"; no port, no zone, no brackets.
  static std::optional<Address> parse(std::string_view text);
  bool v4() const;
  /// IPv4 dotted; IPv6 as eight groups without compression.
  std::string text() const;

  friend auto operator<=>(const Address&, const Address&) = default;
};

/// A network in CIDR form (RFC 4632). The bits after the prefix are zero.
struct Network {
  Address first;
  unsigned prefix = 128;  ///< Of the 128-bit form: 10.0.0.0/8 has 104.

  /// "10.1.9.0/24", "2001:db8::/32"; an address alone is a network of one. Nothing when the prefix
  /// is too long or bits after it are set (10.1.9.3/24 is more likely a slip than a network).
  static std::optional<Network> parse(std::string_view text);
  bool contains(const Address& address) const;
  std::string text() const;

  friend auto operator<=>(const Network&, const Network&) = default;
};

}  // namespace policy
