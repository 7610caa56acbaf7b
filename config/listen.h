#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace config {

/// Where a door listens.
struct Listen {
  std::string host{};      ///< An IP address, without brackets.
  std::uint16_t port = 0;  ///< 0: any free one.
  friend bool operator==(const Listen&, const Listen&) = default;
};

/// "127.0.0.1:8080", "[::1]:8443". Names are refused: which address they mean is decided elsewhere.
std::optional<Listen> parse_listen(std::string_view text);

/// Whether only this machine can reach it: 127.0.0.0/8 or ::1.
bool on_loopback(const Listen& listen);

}  // namespace config
