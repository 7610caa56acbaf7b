#include "config/problem.h"

#include <algorithm>

namespace config {
namespace {

std::string_view line_of(std::string_view text, unsigned number) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  for (unsigned at = 1; at < number; ++at) {
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {};
    text.remove_prefix(end + 1);
  }
  text = text.substr(0, text.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// A control character in a configuration must not reach somebody's terminal.
std::string printable(std::string_view line) {
  std::string shown{line};
  const auto control = [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; };
  std::ranges::replace_if(shown, control, '?');
  return shown;
}

bool begins_character(char c) {
  return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U;
}

// The user and password of a URL become stars, as many as there were letters: a message goes to
// logs and pages.
std::string without_secrets(std::string text) {
  for (auto at = text.find("://"); at != std::string::npos; at = text.find("://", at)) {
    at += 3;
    const auto end = text.find_first_of("/ '\"", at);
    const auto secret_end = text.substr(0, end).rfind('@');
    if (secret_end != std::string::npos && secret_end > at) {
      text.replace(at, secret_end - at, secret_end - at, '*');
    }
  }
  return text;
}

// What stands before the caret: as wide as the line is up to there, tabs included.
std::string indent(std::string_view line, unsigned column) {
  std::string spaces;
  unsigned at = 1;
  for (const char c : line) {
    if (!begins_character(c)) continue;
    if (at++ >= column) return spaces;
    spaces += c == '\t' ? '\t' : ' ';
  }
  return spaces + std::string(column > at ? column - at : 0, ' ');
}

std::string blank(std::string_view line) {
  const auto ink = line.find_first_not_of(" \t");
  return std::string{line.substr(0, ink == std::string_view::npos ? 0 : ink)};
}

}  // namespace

std::string show(const Problem& problem, std::string_view text) {
  std::string shown = problem.file + ":";
  if (problem.line != 0) shown += std::to_string(problem.line) + ":";
  if (problem.column != 0) shown += std::to_string(problem.column) + ":";
  shown += problem.severity == Severity::Warning ? " warning: " : " ";
  shown += problem.sentence;
  if (!problem.hint.empty()) shown += "; " + problem.hint;
  shown += "\n";
  if (problem.line == 0) return shown;

  const std::string line = without_secrets(printable(line_of(text, problem.line)));
  std::string number = std::to_string(problem.line);
  number.insert(0, number.size() < 3 ? 3 - number.size() : 0, ' ');
  shown += number + " | " + line + "\n";
  const std::string before = problem.column == 0 ? blank(line) : indent(line, problem.column);
  return shown + std::string(number.size() + 3, ' ') + before + "^\n";
}

void Problems::add(Spot at, std::string sentence, std::string hint) {
  ++errors_;
  all_.push_back({file_, at.line, at.column, without_secrets(std::move(sentence)), std::move(hint),
                  Severity::Error});
}

void Problems::warn(Spot at, std::string sentence, std::string hint) {
  all_.push_back({file_, at.line, at.column, without_secrets(std::move(sentence)), std::move(hint),
                  Severity::Warning});
}

void Problems::lack(Spot at, std::string missing, std::string sentence) {
  add(at, std::move(sentence));
  all_.back().missing = std::move(missing);
}

std::vector<Problem> Problems::sorted() && {
  std::ranges::stable_sort(all_, {}, [](const Problem& problem) {
    return Spot{problem.line, problem.column};
  });
  return std::move(all_);
}

}  // namespace config
