#pragma once

#include <optional>
#include <string_view>

namespace relay::io {

/// Takes one character from the front of a text in UTF-8 (RFC 3629). Nothing, and the text
/// untouched, where there is none: at its end, at a broken or overlong sequence, a surrogate, or
/// above U+10FFFF.
std::optional<char32_t> take_character(std::string_view& text);

}  // namespace relay::io
