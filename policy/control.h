#pragma once

#include <cstdint>
#include <span>

#include "policy/experience.h"

namespace policy {

/// One hour in which takes were made, and the requests of the control in that hour.
struct SameHour {
  std::uint64_t takes = 0;   ///< Whose time to return is over.
  std::uint64_t mature = 0;  ///< Requests of the control whose time to return is over.
  std::uint64_t silent = 0;  ///< Of those, without a later one in time.
};

/// The control, each hour weighed by the takes that were made in it, and as many requests as such a
/// mixture is worth. Without the weights a release that opens before people go home is compared
/// with the whole night that follows. Of::Nothing where most takes were made in hours without any.
Control matched(Control::Of of, std::span<const SameHour> hours);

}  // namespace policy
