#include "relay/json/utf8.h"

#include <cstdint>

namespace relay::json {
namespace {

struct Shape {
  std::size_t length = 0;
  char32_t bits = 0;      ///< Of the first byte.
  char32_t smallest = 0;  ///< Below this the form is overlong.
};

std::optional<Shape> shape_of(std::uint8_t first) {
  if (first < 0x80) return Shape{1, first, 0};
  if ((first & 0xe0) == 0xc0) return Shape{2, first & 0x1fU, 0x80};
  if ((first & 0xf0) == 0xe0) return Shape{3, first & 0x0fU, 0x800};
  if ((first & 0xf8) == 0xf0) return Shape{4, first & 0x07U, 0x10000};
  return std::nullopt;
}

bool is_surrogate(char32_t point) {
  return point >= 0xd800 && point <= 0xdfff;
}

bool within(char32_t point, char32_t first, char32_t last) {
  return point >= first && point <= last;
}

}  // namespace

std::optional<Character> first_character(std::string_view text) {
  if (text.empty()) return std::nullopt;
  const auto shape = shape_of(static_cast<std::uint8_t>(text.front()));
  if (!shape || shape->length > text.size()) return std::nullopt;

  char32_t point = shape->bits;
  for (const char c : text.substr(1, shape->length - 1)) {
    const auto byte = static_cast<std::uint8_t>(c);
    if ((byte & 0xc0) != 0x80) return std::nullopt;
    point = (point << 6) | (byte & 0x3fU);
  }
  if (point < shape->smallest || point > 0x10ffff || is_surrogate(point)) return std::nullopt;
  return Character{point, shape->length};
}

std::optional<std::size_t> count_characters(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) {
    const auto character = first_character(text);
    if (!character) return std::nullopt;
    text.remove_prefix(character->length);
  }
  return count;
}

bool deceives(char32_t point) {
  return point < 0x20 || within(point, 0x7f, 0x9f) || point == 0x061c ||
         within(point, 0x200e, 0x200f) || within(point, 0x2028, 0x202e) ||
         within(point, 0x2066, 0x2069) || point == 0xfeff;
}

}  // namespace relay::json
