#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace relay::json {

/// One character of a text in UTF-8 (RFC 3629).
struct Character {
  char32_t point = 0;
  std::size_t length = 0;  ///< In bytes, 1 to 4.
};

/// The first character of a text that is not empty; nothing when its bytes are not UTF-8 (overlong
/// forms, surrogates and everything above U+10FFFF included).
std::optional<Character> first_character(std::string_view text);

/// How many characters a text has; nothing when it is not UTF-8.
std::optional<std::size_t> count_characters(std::string_view text);

/// Whether a person could be misled by this character on a terminal or in a line of a log:
/// controls, line and paragraph separators, and what turns the direction of writing.
bool deceives(char32_t point);

}  // namespace relay::json
