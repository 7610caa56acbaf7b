#include "config/guess.h"

#include <algorithm>

namespace config {
namespace {

// Beyond these a guess is not worth its time.
constexpr std::size_t kLongestWord = 64;
constexpr std::size_t kMostWords = 1'000;
constexpr std::size_t kMostListed = 16;

// Edit distance with swaps of neighbours (optimal string alignment), three rows at a time.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t changed = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, changed});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string_view nearest(std::string_view word, const std::vector<std::string>& known) {
  if (word.size() > kLongestWord || known.size() > kMostWords) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const auto& candidate : known) {
    if (candidate.size() > kLongestWord) continue;
    const std::size_t away = distance(word, candidate);
    if (away < least && away < candidate.size()) {
      least = away;
      best = candidate;
    }
  }
  return best;
}

std::string guess(std::string_view word, const std::vector<std::string>& known) {
  const auto meant = nearest(word, known);
  if (!meant.empty()) return "did you mean '" + std::string{meant} + "'?";
  if (known.empty() || known.size() > kMostListed) return {};
  std::string list = "known: ";
  for (const auto& one : known) list += (&one == &known.front() ? "" : ", ") + one;
  return list;
}

std::string either(const std::vector<std::string>& words) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += words[i];
  }
  return text;
}

}  // namespace config
