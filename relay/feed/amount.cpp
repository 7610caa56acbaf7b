#include "relay/feed/amount.h"

#include <array>
#include <cstddef>

namespace relay::feed {

std::string show_bytes(std::uint64_t bytes) {
  constexpr std::array kUnits{"KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  constexpr std::uint64_t kStep = 1024;
  if (bytes == 1) return "1 byte";
  if (bytes < kStep) return std::to_string(bytes) + " bytes";
  std::size_t unit = 0;
  std::uint64_t one = kStep;
  while (unit + 1 < kUnits.size() && bytes / one >= kStep) {
    one *= kStep;
    ++unit;
  }
  // Tenths through the step below, so that no number of bytes is too large to be multiplied.
  const std::uint64_t tenth = bytes % one / (one / kStep) * 10 / kStep;
  const std::string whole = std::to_string(bytes / one);
  return whole + (tenth == 0 ? "" : "." + std::to_string(tenth)) + " " + kUnits[unit];
}

}  // namespace relay::feed
