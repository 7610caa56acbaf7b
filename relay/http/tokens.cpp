#include "relay/http/tokens.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

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

/// Eight at a time: nearly all of a head is printable.
std::size_t printable(std::string_view text) {
  constexpr std::uint64_t kEach = 0x0101010101010101U;
  constexpr std::size_t kAtATime = sizeof kEach;
  const auto printable_from = [text](std::size_t at) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, text.data() + at, kAtATime);
    // The first byte that is not leaves its highest bit: below a space, DEL, or above ASCII.
    return ((eight | (eight - kEach * ' ') | (eight + kEach)) & kEach * 0x80U) == 0;
  };
  std::size_t done = 0;
  while (text.size() - done >= kAtATime && printable_from(done)) done += kAtATime;
  // The last eight, some of them a second time.
  const bool all =
      done > 0 && text.size() - done < kAtATime && printable_from(text.size() - kAtATime);
  return all ? text.size() : done;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, token_character);
}

bool is_field_value(std::string_view text) {
  return std::ranges::all_of(text.substr(printable(text)), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return c == '\t' || (byte >= 0x20 && byte != 0x7f);
  });
}

std::string_view trimmed(std::string_view text) {
  const auto blank = [](char c) { return c == ' ' || c == '\t'; };
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
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
