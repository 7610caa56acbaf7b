#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

/// The small words that fields are made of (RFC 9110, 5.5 and 5.6).
namespace relay::http {

/// How many bytes at the beginning are printable ASCII, as far as a quick look tells: that may be
/// some too few.
std::size_t printable(std::string_view text);
/// A method, a field's name: not empty, letters, digits and !#$%&'*+-.^_`|~
bool is_token(std::string_view text);
/// No control character but tabs; bytes above ASCII pass, uninterpreted.
bool is_field_value(std::string_view text);
/// Without spaces and tabs at its ends.
std::string_view trimmed(std::string_view text);
/// The elements of a comma-separated list, trimmed, without the empty ones. Knows no quotes.
std::vector<std::string_view> list_of(std::string_view value);

}  // namespace relay::http
