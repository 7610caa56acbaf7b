#include "relay/io/utf8.h"

#include <array>
#include <cstddef>

namespace relay::io {
namespace {

/// How many bytes follow a lead byte, which of its bits count, and the least that so many bytes are
/// for.
struct Form {
  unsigned lead_mask;
  unsigned lead;
  std::size_t length;
  char32_t least;
};
constexpr std::array kForms{Form{0x80, 0x00, 1, 0}, Form{0xe0, 0xc0, 2, 0x80},
                            Form{0xf0, 0xe0, 3, 0x800}, Form{0xf8, 0xf0, 4, 0x10000}};

constexpr bool surrogate(char32_t character) {
  return character >= 0xd800 && character <= 0xdfff;
}

std::optional<char32_t> read(std::string_view text, const Form& form) {
  if (text.size() < form.length) return std::nullopt;
  char32_t character = static_cast<unsigned char>(text[0]) & ~form.lead_mask & 0xffU;
  for (const char c : text.substr(1, form.length - 1)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xc0U) != 0x80U) return std::nullopt;
    character = character << 6 | (byte & 0x3fU);
  }
  if (character < form.least || character > 0x10ffff || surrogate(character)) return std::nullopt;
  return character;
}

}  // namespace

std::optional<char32_t> take_character(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  for (const Form& form : kForms) {
    if ((static_cast<unsigned char>(text[0]) & form.lead_mask) != form.lead) continue;
    const auto character = read(text, form);
    if (character) text.remove_prefix(form.length);
    return character;
  }
  return std::nullopt;
}

}  // namespace relay::io
