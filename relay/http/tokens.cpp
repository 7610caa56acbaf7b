#include "relay/http/tokens.h"

#include <algorithm>
#include <array>

namespace relay::http {
namespace {

/// Every byte of every head is asked about, so the answers are in a table.
using Table = std::array<bool, 256>;

constexpr Table kTokenCharacter = [] {
  Table table{};
  for (unsigned c = '0'; c <= '9'; ++c) table[c] = true;
  for (unsigned c = 'A'; c <= 'Z'; ++c) table[c] = table[c + ('a' - 'A')] = true;
  for (const char mark : std::string_view{"!#$%&'*+-.^_`|~"}) {
    table[static_cast<unsigned char>(mark)] = true;
  }
  return table;
}();

bool token_character(char c) {
  return kTokenCharacter[static_cast<unsigned char>(c)];
}

}  // namespace

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, token_character);
}

bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::vector<std::string_view> list_of(std::string_view value) {
  std::vector<std::string_view> elements;
  while (!value.empty()) {
    const std::string_view element = value.substr(0, value.find(','));
    value.remove_prefix(std::min(value.size(), element.size() + 1));
    if (const auto word = trimmed(element); !word.empty()) elements.push_back(word);
  }
  return elements;
}

}  // namespace relay::http
