#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace policy {

/// The rules of a stage that people can let a release skip. Nothing skips what excludes or narrows,
/// a gate that has failed, or verification.
enum class Skippable : std::uint8_t { Soak, Gate, Train, Checks, Approval, Window, Ramp };

/// A set of them.
class Skips {
 public:
  constexpr Skips() = default;
  constexpr Skips with(Skippable rule) const { return Skips{bits_ | bit(rule)}; }
  constexpr Skips with(Skips more) const { return Skips{bits_ | more.bits_}; }
  constexpr bool has(Skippable rule) const { return (bits_ & bit(rule)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  friend constexpr bool operator==(Skips, Skips) = default;

 private:
  constexpr explicit Skips(unsigned bits) : bits_{bits} {}
  static constexpr unsigned bit(Skippable rule) { return 1U << static_cast<unsigned>(rule); }
  unsigned bits_ = 0;
};

const char* word(Skippable rule);  ///< "soak", "gate", "train", …
std::optional<Skippable> parse_skippable(std::string_view word);
/// "soak,window,ramp", in the order of the enumeration.
std::string show(Skips skips);
/// The form that show() writes, in any order; nothing for anything else, the empty text included.
std::optional<Skips> parse_skips(std::string_view text);

}  // namespace policy
