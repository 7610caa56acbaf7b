#include "tests/house/naming.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <vector>

#include "tests/house/source_text.h"

namespace tests::house {
namespace {

constexpr std::array kBanned{"manager", "helper",    "helpers", "util", "utils",
                             "handler", "processor", "data",    "info", "impl",
                             "base",    "common",    "misc",    "core", "service"};

bool banned(const std::string& word) {
  return std::ranges::count(kBanned, word) > 0;
}

// "blob_store.h" → blob, store, h; "BlobStore" → blob, store.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> all(1);
  for (const char c : name) {
    const auto letter = static_cast<unsigned char>(c);
    if (std::isalnum(letter) == 0) {
      all.emplace_back();
      continue;
    }
    if (std::isupper(letter) != 0) all.emplace_back();
    all.back() += static_cast<char>(std::tolower(letter));
  }
  return all;
}

std::string_view identifier(std::string_view code, std::size_t at) {
  const auto end = std::ranges::find_if(code.substr(at), [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) == 0 && c != '_';
  });
  return code.substr(at, static_cast<std::size_t>(end - code.substr(at).begin()));
}

void check_types(const std::string& path, std::string_view code, std::string_view keyword,
                 Breaches& breaches) {
  for (auto at = find_word(code, keyword); at != std::string_view::npos;
       at = find_word(code, keyword, at + 1)) {
    const auto name = identifier(code, skip_blank(code, at + keyword.size()));
    if (name == "Impl" || !std::ranges::any_of(words_of(name), banned)) continue;
    breaches.push_back({path, line_at(code, at),
                        "'" + std::string{name} + "' is named by a word that says nothing"});
  }
}

}  // namespace

Breaches check_names(const std::string& path, std::string_view text) {
  Breaches breaches;
  const auto file = path.substr(path.rfind('/') + 1);
  if (std::ranges::any_of(words_of(file), banned)) {
    breaches.push_back({path, 0, "'" + file + "' is named by a word that says nothing"});
  }
  const std::string bare = code(text);
  for (const auto* const keyword : {"class", "struct"}) {
    check_types(path, bare, keyword, breaches);
  }
  return breaches;
}

}  // namespace tests::house
