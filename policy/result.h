#pragma once

#include <type_traits>
#include <utility>
#include <variant>

#include "policy/require.h"

/// A value, or the reason why there is none. The surface is std::expected's, to become an alias of
/// it when our compilers have it.
namespace policy {

/// Wraps a refusal on its way into a Result: `return Refused{TooLong{cap}};`
template <class E>
struct Refused {
  E why;
};
template <class E>
Refused(E) -> Refused<E>;

struct Done {
  friend bool operator==(Done, Done) = default;
};

template <class T, class E>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  using error_type = E;

  // Implicit on purpose: a function returns its value or `Refused{…}` and nothing else.
  Result(T value)  // NOLINT(google-explicit-constructor)
      : held_{std::in_place_index<0>, std::move(value)} {}
  template <class F>
  requires std::is_constructible_v<E, F>
  // NOLINTNEXTLINE(google-explicit-constructor)
  Result(Refused<F> refused) : held_{std::in_place_index<1>, E(std::move(refused.why))} {}

  explicit operator bool() const { return held_.index() == 0; }
  bool has_value() const { return held_.index() == 0; }

  T& value() & { return expect(), std::get<0>(held_); }
  const T& value() const& { return expect(), std::get<0>(held_); }
  T&& value() && { return expect(), std::get<0>(std::move(held_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }

  E& error() & { return refuse(), std::get<1>(held_); }
  const E& error() const& { return refuse(), std::get<1>(held_); }
  E&& error() && { return refuse(), std::get<1>(std::move(held_)); }

 private:
  void expect() const { require(has_value(), "a Result that is asked for its value has one"); }
  void refuse() const { require(!has_value(), "a Result that is asked why was refused"); }

  std::variant<T, E> held_;
};

}  // namespace policy
