#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace policy {

/// Hundredths of a percent, 0 to 10,000: the only shares that rules are written in.
struct BasisPoints {
  std::uint32_t count = 0;
  friend auto operator<=>(BasisPoints, BasisPoints) = default;
};
constexpr BasisPoints kNobody{0};
constexpr BasisPoints kEverybody{10'000};

/// part of whole as a plain number, 0 where there is no whole.
constexpr double share(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}
constexpr double share(BasisPoints points) {
  return static_cast<double>(points.count) / kEverybody.count;
}

/// "5%", "0.5%", "33.33%"; for people, and readable by parse_percent().
std::string show(BasisPoints points);

/// "5%", "0.1%", "100 %": at most two places after the point, 0 to 100. Nothing for anything else,
/// a missing sign, NaN and what would have to be rounded included.
std::optional<BasisPoints> parse_percent(std::string_view text);

/// "At least so much evidence": a number of devices, or a share of the group's devices that were
/// seen in the last seven days.
struct Quota {
  std::optional<std::uint64_t> devices{};
  BasisPoints share{};  ///< Where `devices` is nothing.
  friend auto operator<=>(const Quota&, const Quota&) = default;

  /// How many devices that is of a group in which `seen` were seen, rounded up; at least one.
  constexpr std::uint64_t of(std::uint64_t seen) const {
    const std::uint64_t wanted =
        devices ? *devices : (seen * share.count + kEverybody.count - 1) / kEverybody.count;
    return wanted == 0 ? 1 : wanted;
  }
};
std::string show(const Quota& quota);  ///< "5", "80%"

}  // namespace policy
