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
  /// Four ramps next to each other, so that one device asks them without a branch between them.
  struct Four {
    std::array<std::uint64_t, 4> salts{};
    std::array<std::uint64_t, 4> below{};  ///< In the ramp iff the upper half of the mix is below.
  };
  struct Listed {
    std::size_t index = 0;
    std::shared_ptr<const std::vector<Place>> places{};
  };
  std::vector<Four> ramps_{};
  std::vector<Listed> listed_{};  ///< Fix-forwards, in order.
  std::vector<Sequence> releases_{};
};

}  // namespace policy
