#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace relay::crypto {

/// What one guess costs: 128·n·r bytes of memory, and time with it. This is OWASP's: 128 MiB.
struct ScryptCost {
  std::uint64_t n = 131'072;  ///< A power of two above 1.
  std::uint32_t r = 8;
  std::uint32_t p = 1;

  friend bool operator==(const ScryptCost&, const ScryptCost&) = default;
};

/// The most memory that is ever taken; what needs more is a Failure, as is what no scrypt has.
inline constexpr std::uint64_t kScryptMemory = 160ULL * 1024 * 1024;

/// 32 bytes by RFC 7914. Takes its time: never in a thread that others wait for.
std::string scrypt(std::string_view password, std::string_view salt, const ScryptCost& cost);

}  // namespace relay::crypto
