#include "relay/crypto/base64.h"

#include <bit>
#include <cstdint>

namespace relay::crypto {
namespace {

constexpr std::string_view kAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::string_view kUrlAlphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Six bits of the bytes are a letter of 64, five one of 32.
std::string written(std::string_view bytes, std::string_view alphabet) {
  const auto each = static_cast<unsigned>(std::countr_zero(alphabet.size()));
  const std::uint32_t last = (1U << each) - 1;
  std::string text;
  std::uint32_t waiting = 0;
  unsigned bits = 0;
  for (const char byte : bytes) {
    waiting = (waiting << 8U | static_cast<unsigned char>(byte)) & 0xffffU;
    for (bits += 8; bits >= each; bits -= each) text += alphabet[waiting >> (bits - each) & last];
  }
  if (bits > 0) text += alphabet[waiting << (each - bits) & last];
  return text;
}

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string text = written(bytes, kAlphabet);
  text.append((4 - text.size() % 4) % 4, '=');
  return text;
}

std::string base64url(std::string_view bytes) {
  return written(bytes, kUrlAlphabet);
}

std::string base32(std::string_view bytes) {
  return written(bytes, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.empty() || text.size() % 4 != 0) return std::nullopt;
  const std::size_t padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  text.remove_suffix(padding);
  std::string bytes;
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char c : text) {
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6U | static_cast<std::uint32_t>(digit)) & 0xffffU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    bytes += static_cast<char>(bits >> held & 0xffU);
  }
  if ((bits & ((1U << held) - 1)) != 0) return std::nullopt;
  return bytes;
}

}  // namespace relay::crypto
