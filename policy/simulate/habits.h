#pragma once

#include <array>
#include <cstdint>

#include "policy/simulate/site.h"

namespace policy::simulate {

/// Requests, and those of them that were not followed by another in time.
struct Heard {
  std::uint64_t asked = 0;
  std::uint64_t unanswered = 0;
};

/// What each hour of the week is like at a site while nothing is taken.
class Habits {
 public:
  /// As a relay would have recorded it in the week before the site's first bin: from at most
  /// kMostSampled of such devices.
  explicit Habits(const Site& site);
  static constexpr std::uint32_t kMostSampled = 2'000;

  void add(BinNumber bin, const Heard& heard) { sum(hours_[slot(bin)], heard); }
  const Heard& at(BinNumber bin) const { return hours_[slot(bin)]; }

  static void sum(Heard& to, const Heard& from) {
    to.asked += from.asked;
    to.unanswered += from.unanswered;
  }

 private:
  static constexpr BinNumber kHour = static_cast<BinNumber>(std::chrono::hours{1} / kBin);
  static constexpr BinNumber kWeek = 7 * 24 * kHour;
  static std::size_t slot(BinNumber bin) { return bin % kWeek / kHour; }
  std::array<Heard, std::size_t{kWeek / kHour}> hours_{};
};

}  // namespace policy::simulate
