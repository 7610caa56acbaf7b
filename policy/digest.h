#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace policy {

/// A SHA-256. It names a blob, a tree, a policy text; it is computed elsewhere.
struct Digest {
  std::array<std::byte, 32> bytes;

  /// Exactly 64 hexadecimal digits, lower or upper case.
  static std::optional<Digest> parse_hex(std::string_view text);
  /// 64 lower-case hexadecimal digits.
  std::string hex() const;

  friend auto operator<=>(const Digest&, const Digest&) = default;
};

}  // namespace policy
