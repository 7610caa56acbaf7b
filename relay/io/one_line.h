#pragma once

#include <string>
#include <string_view>

namespace relay::io {

/// A text from anywhere, fit for one line of a log or terminal: line ends, escape characters and
/// other controls, the characters that turn the direction of writing, and bytes that are not UTF-8
/// are spelt out ("\n", "\x1b", "\u202e"). More than 8,192 bytes are cut off and end in "…".
std::string one_line(std::string_view text);

}  // namespace relay::io
