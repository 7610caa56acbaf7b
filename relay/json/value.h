#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "policy/digest.h"
#include "policy/require.h"
#include "policy/time.h"

namespace relay::json {

struct Field;

/// One JSON value, read or to be written. Absent is null, numbers are whole, lists and records keep
/// their order. What is built from it is always one well-formed text: see write().
class Value {
 public:
  using List = std::vector<Value>;
  using Record = std::vector<Field>;
  using Held = std::variant<std::monostate, bool, std::int64_t, std::string, List, Record>;

  // Implicit on purpose: a record is written as it will look.
  // NOLINTBEGIN(google-explicit-constructor)
  Value();
  Value(std::same_as<bool> auto truth) : held_{truth} {}
  Value(std::integral auto number) requires(!std::same_as<decltype(number), bool>)
      : held_{whole(number)} {}
  Value(std::string text);
  Value(std::string_view text);
  Value(const char* text);
  Value(List items);
  Value(Record fields);
  Value(policy::Instant at);            ///< RFC 3339
  Value(const policy::Digest& digest);  ///< "sha256:…"
  template <class T>
  Value(const std::optional<T>& maybe) : Value{maybe ? Value{*maybe} : Value{}} {}
  // NOLINTEND(google-explicit-constructor)

  // Not in the class, because a Field is not complete there.
  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  const Held& held() const { return held_; }
  bool null() const { return std::holds_alternative<std::monostate>(held_); }
  /// "a text", "a number", "nothing": for refusals.
  const char* kind() const;

  // For answers that are believed, such as our own relay's: what is not there is null or empty.
  const Value& operator[](std::string_view name) const;
  const List& items() const;
  const std::string& text() const;
  std::int64_t number() const;
  bool truth() const;

  friend bool operator==(const Value& a, const Value& b);

 private:
  template <class Number>
  static std::int64_t whole(Number number) {
    policy::require(std::in_range<std::int64_t>(number), "a number in JSON fits into 64 bits");
    return static_cast<std::int64_t>(number);
  }

  Held held_;
};

struct Field {
  std::string name{};
  Value value{};
  friend bool operator==(const Field&, const Field&) = default;
};

}  // namespace relay::json
