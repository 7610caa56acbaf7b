#include "relay/app/cli/visible.h"

#include <cstdio>

#include "policy/time.h"
#include "relay/json/utf8.h"

namespace relay::app::cli {
namespace {

std::string hex(int digits, unsigned value) {
  char text[16];
  std::snprintf(text, sizeof text, "%0*x", digits, value);
  return text;
}

/// How many bytes of a line's end or a tab the text begins with.
std::size_t layout(std::string_view text) {
  if (text.starts_with("\r\n")) return 2;
  return text.starts_with('\n') || text.starts_with('\t') ? 1 : 0;
}

std::string made_visible(std::string_view text, bool keep_layout) {
  std::string out;
  while (!text.empty()) {
    const auto character = json::first_character(text);
    std::size_t length = character ? character->length : 1;
    if (const auto kept = keep_layout ? layout(text) : 0; kept > 0) {
      length = kept;
      out += text.substr(0, length);
    } else if (!character) {
      out += "\\x" + hex(2, static_cast<unsigned char>(text.front()));
    } else if (json::deceives(character->point)) {
      out += "\\u" + hex(4, static_cast<unsigned>(character->point));
    } else {
      out += text.substr(0, length);
    }
    text.remove_prefix(length);
  }
  return out;
}

}  // namespace

std::string visible(std::string_view text) {
  return made_visible(text, false);
}

std::string visible_lines(std::string_view text) {
  return made_visible(text, true);
}

std::string visible_instant(std::string_view rfc3339) {
  const auto at = policy::parse_rfc3339(rfc3339);
  return at ? policy::show(*at) : visible(rfc3339);
}

std::size_t width(std::string_view text) {
  return json::count_characters(text).value_or(text.size());
}

}  // namespace relay::app::cli
