#pragma once

#include <string>
#include <string_view>

namespace relay::app::cli {

/// The text in one line that a terminal cannot obey: controls and what turns the direction of
/// writing stand as \u001b; bytes that are not UTF-8 as \xff.
std::string visible(std::string_view text);

/// The same of several lines: their ends and tabs stay, so that a text without controls is the same
/// byte for byte.
std::string visible_lines(std::string_view text);

/// "2026-03-04 06:00 UTC" for an instant as JSON has it; anything else as it is, made visible.
std::string visible_instant(std::string_view rfc3339);

/// How many columns a visible text takes, near enough: its characters.
std::size_t width(std::string_view text);

}  // namespace relay::app::cli
