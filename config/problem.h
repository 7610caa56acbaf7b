#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/require.h"

/// What is wrong with a configuration text, and where. A text is read whole: every problem is told
/// in one go, and there is a value only where there is no error.
namespace config {

/// Some editors write it before a text; it is no character of that text.
inline constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

/// A place in a text, both from 1, columns in characters. Line 0 is the text as a whole, column 0
/// the line as a whole.
struct Spot {
  unsigned line = 0;
  unsigned column = 0;
  friend auto operator<=>(Spot, Spot) = default;
};

enum class Severity {
  Error,    ///< There is no value.
  Warning,  ///< The value can be used; somebody should look at it.
};

struct Problem {
  std::string file{};  ///< As it was named to the reader.
  unsigned line = 0;
  unsigned column = 0;
  std::string sentence{};  ///< What is wrong, which one, what would be right; no full stop.
  std::string hint{};      ///< "did you mean 'soak'?"; empty when there is nothing to guess.
  Severity severity = Severity::Error;
  std::string missing{};  ///< The setting that the map at this place lacks; empty: something else.
};

/// file:line:column: sentence; hint - and below it the line itself with a caret under the place:
///
///     sluice.yaml:9:5: 'soack' is not a setting of a stage; did you mean 'soak'?
///       9 |     soack: 4h
///               ^
///
/// `text` is the whole text that was read. Users and passwords in URLs are not shown.
std::string show(const Problem& problem, std::string_view text);

template <class T>
struct Reading {
  std::optional<T> value{};
  std::vector<Problem> problems{};  ///< In order of line; only warnings when there is a value.
};

/// Gathers the problems of one text while it is read.
class Problems {
 public:
  explicit Problems(std::string file) : file_{std::move(file)} {}

  void add(Spot at, std::string sentence, std::string hint = {});
  void warn(Spot at, std::string sentence, std::string hint = {});
  /// The map at this place lacks a setting that it must have.
  void lack(Spot at, std::string missing, std::string sentence);
  /// How many errors there are so far; warnings do not count.
  unsigned errors() const { return errors_; }
  const std::string& file() const { return file_; }

  /// In order of line and column.
  std::vector<Problem> sorted() &&;

 private:
  std::string file_;
  std::vector<Problem> all_{};
  unsigned errors_ = 0;
};

/// The end of a reading: the value only if nothing was wrong.
template <class T>
Reading<T> reading(std::optional<T> value, Problems problems) {
  const bool good = problems.errors() == 0;
  policy::require(!good || value.has_value(), "a text without a problem has a value");
  return {good ? std::move(value) : std::nullopt, std::move(problems).sorted()};
}

}  // namespace config
