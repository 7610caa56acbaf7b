#include "policy/choose.h"

#include <algorithm>
#include <bit>

namespace policy {
namespace {

/// bucket() < points, asked of the mix's upper half itself: saves a multiplication a device.
std::uint64_t bound(BasisPoints points) {
  const std::uint64_t scaled = std::uint64_t{points.count} << 32;
  return (scaled + kEverybody.count - 1) / kEverybody.count;
}

}  // namespace

Chooser::Chooser(const std::vector<OpenRelease>& open) : ramps_((open.size() + 3) / 4) {
  for (std::size_t i = 0; i < open.size(); ++i) {
    ramps_[i / 4].salts[i % 4] = open[i].salt.value;
    ramps_[i / 4].below[i % 4] = bound(open[i].reached);
    if (open[i].only) listed_.push_back({i, open[i].only});
    releases_.push_back(open[i].release);
  }
}

std::size_t Chooser::find(Place place) const {
  std::size_t found = releases_.size();
  for (std::size_t i = 0; i < ramps_.size(); ++i) {
    const Four& four = ramps_[i];
    unsigned hits = 0;
    for (unsigned j = 0; j < 4; ++j) {
      const bool hit = (mix(place, Salt{four.salts[j]}) >> 32) < four.below[j];
      hits |= static_cast<unsigned>(hit) << j;
    }
    if (hits == 0) continue;
    found = i * 4 + static_cast<std::size_t>(std::countr_zero(hits));
    break;
  }
  for (const Listed& listed : listed_) {
    if (listed.index >= found) break;
    if (std::ranges::binary_search(*listed.places, place)) return listed.index;
  }
  return found;
}

}  // namespace policy
