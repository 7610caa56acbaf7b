#include "relay/io/one_line.h"

#include <array>
#include <cstddef>
#include <cstdio>

#include "relay/io/utf8.h"

namespace relay::io {
namespace {

constexpr std::size_t kLongest = 8'192;

struct Range {
  char32_t first;
  char32_t last;
};
// Controls (C0, DEL, C1), then what turns the direction of writing (Unicode, UAX 9) or ends a line.
constexpr std::array kUnfit{Range{0x00, 0x1f},     Range{0x7f, 0x9f},     Range{0x61c, 0x61c},
                            Range{0x200e, 0x200f}, Range{0x2028, 0x202e}, Range{0x2066, 0x2069}};

bool fit(char32_t character) {
  for (const auto& [first, last] : kUnfit) {
    if (character >= first && character <= last) return false;
  }
  return true;
}

std::string spelt(const char* shape, unsigned number) {
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), shape, number);
  return text.data();
}

std::string spelt(char32_t character) {
  if (character == '\n') return "\\n";
  if (character == '\r') return "\\r";
  if (character == '\t') return "\\t";
  return spelt(character < 0x80 ? "\\x%02x" : "\\u%04x", static_cast<unsigned>(character));
}

}  // namespace

std::string one_line(std::string_view text) {
  std::string line;
  while (!text.empty()) {
    if (line.size() >= kLongest) return line + "…";
    const std::string_view before = text;
    if (const auto character = take_character(text)) {
      line += fit(*character) ? std::string{before.substr(0, before.size() - text.size())}
                              : spelt(*character);
    } else {
      line += spelt("\\x%02x", static_cast<unsigned char>(text.front()));
      text.remove_prefix(1);
    }
  }
  return line;
}

}  // namespace relay::io
