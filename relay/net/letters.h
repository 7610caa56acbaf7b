#pragma once

#include <string>
#include <string_view>

/// Letters of ASCII, whatever the locale.
namespace relay::net {

std::string lower(std::string_view text);

/// What it counts; -1 when it is no hexadecimal digit.
int hex_digit(char c);

}  // namespace relay::net
