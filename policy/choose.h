#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "policy/plan.h"

namespace policy {

/// A plan's open releases laid out for many devices: what is worked out once is not worked out for
/// each of them. Answers as choose() does.
class Chooser {
 public:
  /// Takes a Plan's `open`, newest first.
  explicit Chooser(const std::vector<OpenRelease>& open);

  /// The release for one device; nothing when the group has none.
  std::optional<Sequence> choose(Place place) const {
    const std::size_t index = find(place);
    return index == releases_.size() ? std::nullopt : std::optional{releases_[index]};
  }
  /// The same as a place in `open`; its size for none.
  std::size_t find(Place place) const;

 private:
  /// Eight ramps next to each other, so that one device asks them without a branch between them. A
  /// ramp that reaches everybody is in none of them: it ends the search.
  struct Eight {
    std::array<std::uint64_t, 8> salts{};  ///< With the first step of the mix done.
    std::array<std::uint64_t, 8> flips{};  ///< See choose.cpp.
    std::array<std::uint64_t, 8> below{};  ///< In the ramp iff the mix is below.
  };
  std::size_t ramp_of(Place place) const;

  struct Listed {
    std::size_t index = 0;
    std::shared_ptr<const std::vector<Place>> places{};
  };
  std::vector<Eight> ramps_{};
  std::size_t everybody_ = 0;     ///< Index of the first that reaches everybody, or the size.
  std::vector<Listed> listed_{};  ///< Fix-forwards, in order.
  std::vector<Sequence> releases_{};
};

}  // namespace policy
