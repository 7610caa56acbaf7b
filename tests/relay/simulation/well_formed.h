#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tests {

/// What is wrong with the tags of a page; empty when each is closed where it belongs and no
/// attribute stands twice in its tag. A style sheet is one text.
inline std::string not_well_formed(std::string_view page) {
  std::vector<std::string> open;
  for (auto at = page.find('<'); at != std::string_view::npos; at = page.find('<', at + 1)) {
    const auto end = page.find('>', at);
    if (end == std::string_view::npos) return "a tag does not end";
    const auto tag = page.substr(at + 1, end - at - 1);
    if (tag.starts_with("!DOCTYPE") || tag.ends_with("/")) continue;
    if (tag.starts_with("/")) {
      if (open.empty() || open.back() != tag.substr(1))
        return "</" + std::string{tag} + "> is lost";
      open.pop_back();
      continue;
    }
    if (tag.find('<') != std::string_view::npos) return "'<' in " + std::string{tag};
    std::size_t quotes = 0;
    for (const char c : tag) quotes += c == '"' ? 1U : 0U;
    if (quotes % 2 != 0) return "an attribute does not end in " + std::string{tag};
    open.emplace_back(tag.substr(0, tag.find(' ')));
    if (open.back() == "style") at = page.find("</style", at) - 1;
  }
  return open.empty() ? "" : "<" + open.back() + "> is not closed";
}

}  // namespace tests
