#pragma once

#include <charconv>
#include <cstdint>
#include <optional>
#include <string_view>

namespace relay::feed::clamav {

/// Decimal digits and nothing else, no leading zeros, at most `most`.
inline std::optional<std::uint64_t> number(std::string_view text, std::uint64_t most) {
  std::uint64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  const bool padded = text.size() > 1 && text.front() == '0';
  if (error != std::errc{} || rest != end || padded || value > most) return std::nullopt;
  return value;
}

}  // namespace relay::feed::clamav
