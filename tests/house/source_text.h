#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Just enough of C++ to read a source without being fooled by its comments and its texts.
namespace tests::house {

/// The text with every comment blanked; lines and columns stay.
std::string without_comments(std::string_view text);

/// The text with every comment and the inside of every literal blanked; lines and columns stay.
std::string code(std::string_view text);

/// The lines, without their ends.
std::vector<std::string_view> lines(std::string_view text);

/// Where `word` stands as a word of its own ('_' and digits belong to words), from `from` on.
std::size_t find_word(std::string_view text, std::string_view word, std::size_t from = 0);

/// The line, from 1, that a position is in.
std::size_t line_at(std::string_view text, std::size_t position);

/// The position of the first character from `from` on that is no space or line end.
std::size_t skip_blank(std::string_view text, std::size_t from);

}  // namespace tests::house
