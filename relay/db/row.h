#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

/// What a query yields: rows of cells, read as types through Codec<T>.
namespace relay::db {

/// The machine under us failed, or our own file holds what we never write. Names the statement.
class Failure : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What a column holds; nothing is NULL. Blobs are not used: digests are their hexadecimal text.
using Cell = std::variant<std::monostate, std::int64_t, std::string>;

/// How a type stands in a column; specialised in relay/catalog/codecs.h for the policy's nouns.
/// `static Cell to(const T&)` and `static T from(const Cell&)`, which throws Failure on nonsense.
template <class T>
struct Codec;

class Row {
 public:
  /// `sql` is the statement that yielded it, a string literal.
  Row(std::vector<Cell> cells, const char* sql) : cells_{std::move(cells)}, sql_{sql} {}

  /// Throws Failure when the cell does not hold a T.
  template <class T>
  T get(std::size_t column) const {
    try {
      return Codec<T>::from(cell(column));
    } catch (const Failure& nonsense) {
      fail(column, nonsense);
    }
  }
  /// Nothing for NULL.
  template <class T>
  std::optional<T> maybe(std::size_t column) const {
    if (std::holds_alternative<std::monostate>(cell(column))) return std::nullopt;
    return get<T>(column);
  }

 private:
  const Cell& cell(std::size_t column) const;
  [[noreturn]] void fail(std::size_t column, const Failure& nonsense) const;

  std::vector<Cell> cells_;
  const char* sql_;
};

/// "'abc'", "7" or "NULL": for a codec's message.
std::string show(const Cell& cell);

template <>
struct Codec<std::int64_t> {
  static Cell to(std::int64_t value) { return value; }
  static std::int64_t from(const Cell& cell);
};
template <>
struct Codec<std::string> {
  static Cell to(const std::string& value) { return value; }
  static std::string from(const Cell& cell);
};
template <>
struct Codec<bool> {
  static Cell to(bool value) { return std::int64_t{value}; }
  static bool from(const Cell& cell);
};

/// Every other whole number stands as 64 bits, too; one that does not fit is refused on both ways.
[[noreturn]] void does_not_fit(const std::string& number);
template <std::integral T>
struct Codec<T> {
  static Cell to(T value) {
    if (!std::in_range<std::int64_t>(value)) does_not_fit(std::to_string(value));
    return static_cast<std::int64_t>(value);
  }
  static T from(const Cell& cell) {
    const std::int64_t value = Codec<std::int64_t>::from(cell);
    if (!std::in_range<T>(value)) does_not_fit(std::to_string(value));
    return static_cast<T>(value);
  }
};

}  // namespace relay::db
