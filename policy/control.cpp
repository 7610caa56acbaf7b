#include "policy/control.h"

#include <cmath>

namespace policy {

Control matched(Control::Of of, std::span<const SameHour> hours) {
  double all = 0, compared = 0, silent = 0, spread = 0;
  for (const SameHour& hour : hours) {
    const auto takes = static_cast<double>(hour.takes);
    all += takes;
    if (hour.mature == 0) continue;
    compared += takes;
    silent += takes * share(hour.silent, hour.mature);
    spread += takes * takes / static_cast<double>(hour.mature);
  }
  if (compared == 0 || 2 * compared < all) return {};
  // Kish's effective size: weights that differ make a sample worth less.
  const double worth = std::floor(compared * compared / spread + 1e-9);
  const double quiet = std::round(worth * silent / compared);
  return {of, static_cast<std::uint64_t>(worth), static_cast<std::uint64_t>(quiet)};
}

}  // namespace policy
