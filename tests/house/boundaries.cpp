#include "tests/house/boundaries.h"

#include <algorithm>
#include <array>
#include <map>

#include "tests/house/source_text.h"

namespace tests::house {
namespace {

constexpr std::array kBoundaries{"relay/http/connection.cpp", "relay/io/periodic.cpp",
                                 "relay/app/main.cpp", "relay/db/database.cpp"};

bool catches_all(std::string_view what) {
  return what.starts_with("...") || what.starts_with("const std::exception") ||
         what.starts_with("std::exception");
}

}  // namespace

Breaches catch_alls(const std::string& path, std::string_view text) {
  const std::string bare = code(text);
  Breaches found;
  for (auto at = find_word(bare, "catch"); at != std::string::npos;
       at = find_word(bare, "catch", at + 1)) {
    const auto open = skip_blank(bare, at + 5);
    const auto what =
        std::string_view{bare}.substr(std::min(skip_blank(bare, open + 1), bare.size()));
    if (catches_all(what)) found.push_back({path, line_at(bare, at), "catches everything"});
  }
  return found;
}

Breaches check_boundaries(const Breaches& all) {
  std::map<std::string, int> seen;
  Breaches breaches;
  for (const auto& [path, line, what] : all) {
    const bool boundary = std::ranges::count(kBoundaries, path) > 0;
    if (boundary && ++seen[path] == 1) continue;
    breaches.push_back({path, line, "only four boundaries catch everything, each once"});
  }
  return breaches;
}

}  // namespace tests::house
