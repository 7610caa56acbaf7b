#pragma once

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

#include "relay/people/totp.h"

namespace tests {

/// What an app shows that was given the seed (RFC 4648, 6).
inline std::string first_code(const std::string& seed, policy::Instant now) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  std::string bytes;
  unsigned bits = 0;
  unsigned held = 0;
  for (const char c : seed) {
    const auto digit = kLetters.find(c);
    REQUIRE(digit != std::string_view::npos);
    held = (held << 5U) | static_cast<unsigned>(digit);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>((held >> bits) & 255U);
  }
  const auto seconds = now.time_since_epoch().count();
  return relay::people::totp_code(bytes, static_cast<std::uint64_t>(seconds) / 30);
}

}  // namespace tests
