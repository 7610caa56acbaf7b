#include <algorithm>
#include <array>
#include <cstddef>

#include "relay/io/utf8.h"
#include "relay/store/tree.h"

namespace relay::store {
namespace {

constexpr std::size_t kLongest = 1'024;

// Windows opens the device whatever stands after the first dot, in any folder.
constexpr std::array<std::string_view, 7> kDevices{"con",    "prn",     "aux",   "nul",
                                                   "conin$", "conout$", "clock$"};
constexpr std::array<std::string_view, 2> kNumberedDevices{"com", "lpt"};
constexpr std::array<std::string_view, 13> kDeviceNumbers{
    "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "\u00b9", "\u00b2", "\u00b3"};

constexpr char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_device(std::string_view part) {
  std::string stem{part.substr(0, part.find('.'))};
  stem.erase(stem.find_last_not_of(' ') + 1);
  std::ranges::transform(stem, stem.begin(), lower);
  if (std::ranges::find(kDevices, stem) != kDevices.end()) return true;
  const std::string_view kind = std::string_view{stem}.substr(0, 3);
  const std::string_view number = std::string_view{stem}.substr(kind.size());
  return std::ranges::find(kNumberedDevices, kind) != kNumberedDevices.end() &&
         std::ranges::find(kDeviceNumbers, number) != kDeviceNumbers.end();
}

// An empty part, "." and ".." end in what no part may end in.
bool is_servable_part(std::string_view part) {
  return !part.empty() && part.back() != '.' && part.back() != ' ' && !is_device(part);
}

bool is_control(char32_t character) {
  return character < 0x20 || (character >= 0x7f && character < 0xa0);
}

bool is_plain_text(std::string_view text) {
  while (!text.empty()) {
    const auto character = io::take_character(text);
    if (!character || is_control(*character)) return false;
    if (*character == U'\\' || *character == U':') return false;
  }
  return true;
}

}  // namespace

bool is_servable_path(std::string_view path) {
  if (path.size() > kLongest || !is_plain_text(path)) return false;
  for (;;) {
    const auto end = path.find('/');
    if (!is_servable_part(path.substr(0, end))) return false;
    if (end == std::string_view::npos) return true;
    path.remove_prefix(end + 1);
  }
}

}  // namespace relay::store
