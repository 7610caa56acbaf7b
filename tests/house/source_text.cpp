#include "tests/house/source_text.h"

#include <algorithm>
#include <cctype>

namespace tests::house {
namespace {

bool word_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_';
}

/// Walks a source once, blanking what it is told to.
class Blanker {
 public:
  Blanker(std::string_view text, bool literals) : out_{text}, literals_{literals} {}

  std::string run() {
    while (at_ < out_.size()) step();
    return std::move(out_);
  }

 private:
  bool next_is(std::string_view what) const { return out_.compare(at_, what.size(), what) == 0; }

  void step() {
    if (next_is("//")) {
      blank_to(std::min(out_.find('\n', at_), out_.size()));
    } else if (next_is("/*")) {
      const auto end = out_.find("*/", at_ + 2);
      blank_to(end == std::string::npos ? out_.size() : end + 2);
    } else if (next_is("R\"")) {
      raw();
    } else if (out_[at_] == '"') {
      literal('"');
    } else if (out_[at_] == '\'' && (at_ == 0 || !word_part(out_[at_ - 1]))) {
      literal('\'');  // And not the separator in 1'000.
    } else {
      ++at_;
    }
  }
  void blank_to(std::size_t end) {
    for (; at_ < end; ++at_) {
      if (out_[at_] != '\n') out_[at_] = ' ';
    }
  }
  void inside_to(std::size_t end) {
    if (literals_) blank_to(end);
    at_ = end;
  }
  void literal(char quote) {
    ++at_;
    std::size_t end = at_;
    while (end < out_.size() && out_[end] != quote && out_[end] != '\n') {
      end += out_[end] == '\\' ? 2 : 1;
    }
    inside_to(std::min(end, out_.size()));
    at_ = std::min(at_ + 1, out_.size());
  }
  void raw() {
    const auto open = out_.find('(', at_);
    if (open == std::string::npos) return inside_to(out_.size());
    const std::string close = ")" + out_.substr(at_ + 2, open - at_ - 2) + "\"";
    at_ = open + 1;
    const auto end = std::min(out_.find(close, at_), out_.size());
    inside_to(end);
    at_ = std::min(end + close.size(), out_.size());
  }

  std::string out_;
  const bool literals_;
  std::size_t at_ = 0;
};

}  // namespace

std::string without_comments(std::string_view text) {
  return Blanker{text, false}.run();
}

std::string code(std::string_view text) {
  return Blanker{text, true}.run();
}

std::vector<std::string_view> lines(std::string_view text) {
  std::vector<std::string_view> all;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    all.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return all;
}

std::size_t find_word(std::string_view text, std::string_view word, std::size_t from) {
  for (auto at = text.find(word, from); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !word_part(text[at - 1]);
    const bool ends = end >= text.size() || !word_part(text[end]);
    if (begins && ends) return at;
  }
  return std::string_view::npos;
}

std::size_t line_at(std::string_view text, std::size_t position) {
  return 1 + static_cast<std::size_t>(std::ranges::count(text.substr(0, position), '\n'));
}

std::size_t skip_blank(std::string_view text, std::size_t from) {
  return std::min(text.find_first_not_of(" \t\r\n", from), text.size());
}

}  // namespace tests::house
