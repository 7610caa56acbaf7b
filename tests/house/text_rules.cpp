#include "tests/house/text_rules.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "tests/house/source_text.h"

namespace tests::house {
namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kLines = 400;

std::size_t columns(std::string_view line) {
  const auto begins = [](char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; };
  return static_cast<std::size_t>(std::ranges::count_if(line, begins));
}

/// A word that may stand only in paths that begin with `home`; in tests as well when they may.
struct Banned {
  std::string_view word{};
  bool call = false;        ///< Only when it is called, and is no member or declaration.
  std::string_view home{};  ///< Empty: nowhere.
  std::string_view what{};
};

constexpr std::string_view kClock = "relay/io/system_clock";
constexpr std::array kBannedTexts{
    Banned{"system_clock", false, kClock, "only relay/io's system clock asks for the present"},
    Banned{"utc_now", false, kClock, "only relay/io's system clock asks for the present"},
    Banned{"clock_gettime", true, "relay/io/", "only relay/io asks for the time"},
    Banned{"gettimeofday", true, kClock, "only relay/io's system clock asks for the present"},
    Banned{"time", true, kClock, "only relay/io's system clock asks for the present"},
    Banned{"Poco::Timestamp", false, kClock, "only relay/io's system clock asks for the present"},
    Banned{"Poco::DateTime", false, kClock, "only relay/io's system clock asks for the present"},
    Banned{"popen", true, "", "the relay executes nothing"},
    Banned{"system", true, "", "the relay executes nothing"},
};
constexpr std::array kSleeps{
    Banned{"sleep_for", false, "", "tests do not sleep"},
    Banned{"sleep_until", false, "", "tests do not sleep"},
    Banned{"usleep", true, "", "tests do not sleep"},
    Banned{"sleep", true, "", "tests do not sleep"},
};

// End to end and benchmarks run real programs in real time.
bool in_real_time(const std::string& path) {
  return path.starts_with("tests/e2e/") || path.starts_with("tests/bench/") ||
         path.starts_with("tests/browser/");
}

// `time(` after a type or a dot is somebody's own function, after anything else it is called.
bool is_call(std::string_view code, std::size_t at, std::size_t end) {
  if (end >= code.size() || code[end] != '(') return false;
  const auto before = code.find_last_not_of(" \t\r\n", at == 0 ? 0 : at - 1);
  if (at == 0 || before == std::string_view::npos) return true;
  const char last = code[before];
  if (code.substr(0, before + 1).ends_with("return")) return true;
  const bool declared = std::isalnum(static_cast<unsigned char>(last)) != 0 || last == '_' ||
                        last == '&' || last == '*' || last == '>';
  return !declared && last != '.';
}

void look_for(const Banned& banned, const std::string& path, std::string_view code,
              Breaches& breaches) {
  if (!banned.home.empty() && path.starts_with(banned.home)) return;
  for (auto at = find_word(code, banned.word); at != std::string_view::npos;
       at = find_word(code, banned.word, at + 1)) {
    if (banned.call && !is_call(code, at, at + banned.word.size())) continue;
    breaches.push_back({path, line_at(code, at),
                        "'" + std::string{banned.word} + "': " + std::string{banned.what}});
  }
}

bool is_literal(std::string_view code, std::size_t at) {
  if (at >= code.size()) return false;
  const bool constant = code[at] == 'k' && at + 1 < code.size() &&
                        std::isupper(static_cast<unsigned char>(code[at + 1])) != 0;
  return code[at] == '"' || code.substr(at).starts_with("R\"") || constant;
}

}  // namespace

Breaches check_lengths(const std::string& path, std::string_view text) {
  Breaches breaches;
  std::size_t number = 0;
  for (const auto line : lines(text)) {
    ++number;
    if (columns(line) <= kColumns) continue;
    breaches.push_back(
        {path, number,
         "a line has at most 100 columns, this one has " + std::to_string(columns(line))});
  }
  if (number > kLines) {
    breaches.push_back(
        {path, 0, "a file has at most 400 lines, this one has " + std::to_string(number)});
  }
  return breaches;
}

Breaches check_notes(const std::string& path, std::string_view text) {
  Breaches breaches;
  for (const auto* const word : {"TO"
                                 "DO",
                                 "FIX"
                                 "ME",
                                 "XX"
                                 "X",
                                 "HA"
                                 "CK"}) {
    for (auto at = find_word(text, word); at != std::string_view::npos;
         at = find_word(text, word, at + 1)) {
      breaches.push_back(
          {path, line_at(text, at), "work that is not done is an issue, or nothing"});
    }
  }
  return breaches;
}

Breaches check_guard(const std::string& path, std::string_view text) {
  if (!path.ends_with(".h") || text.starts_with("#pragma once\n")) return {};
  return {{path, 1, "a header begins with #pragma once"}};
}

Breaches check_using(const std::string& path, std::string_view text) {
  constexpr std::string_view kUsing = "using namespace ";
  const std::string bare = code(text);
  Breaches breaches;
  for (auto at = bare.find(kUsing); at != std::string::npos; at = bare.find(kUsing, at + 1)) {
    const auto name = std::string_view{bare}.substr(at + kUsing.size());
    const bool literals =
        name.starts_with("std::chrono_literals;") || name.starts_with("std::string_view_literals;");
    if (literals && path.ends_with(".cpp")) continue;
    breaches.push_back({path, line_at(bare, at),
                        "'using namespace' is for chrono's literals in a .cpp, nothing else"});
  }
  return breaches;
}

Breaches check_calls(const std::string& path, std::string_view text) {
  if (in_real_time(path)) return {};
  const std::string bare = code(text);
  Breaches breaches;
  for (const auto& banned : kBannedTexts) look_for(banned, path, bare, breaches);
  if (path.starts_with("tests/")) {
    for (const auto& sleep : kSleeps) look_for(sleep, path, bare, breaches);
  }
  return breaches;
}

Breaches check_statements(const std::string& path, std::string_view text) {
  const std::string bare = code(text);
  Breaches breaches;
  for (const std::string who : {"db", "tx", "connection", "transaction", "state"}) {
    for (const std::string verb : {".query(", ".run("}) {
      const std::string call = who + verb;
      for (auto at = bare.find(call); at != std::string::npos; at = bare.find(call, at + 1)) {
        const bool whole = at == 0 || std::isalnum(static_cast<unsigned char>(bare[at - 1])) == 0;
        if (!whole || is_literal(bare, skip_blank(bare, at + call.size()))) continue;
        breaches.push_back({path, line_at(bare, at), "a statement is a string literal"});
      }
    }
  }
  return breaches;
}

Breaches check_test_names(const std::string& path, std::string_view text) {
  constexpr std::string_view kTest = "TEST_CASE(";
  const std::string bare = code(text);
  Breaches breaches;
  for (auto at = bare.find(kTest); at != std::string::npos; at = bare.find(kTest, at + 1)) {
    const auto open = skip_blank(bare, at + kTest.size());
    const auto close = bare.find('"', open + 1);
    const auto name = text.substr(open, close - open);
    if (name.find(',') == std::string_view::npos) continue;
    breaches.push_back({path, line_at(bare, at), "the name of a test has no comma"});
  }
  return breaches;
}

}  // namespace tests::house
