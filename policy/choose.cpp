#include "policy/choose.h"

#include <algorithm>
#include <bit>

namespace policy {
namespace {

// mix() of place.h taken apart, for each device asks many ramps. Its first step, x ^ x >> 30, is
// linear: it is done once for the place and once for the salt. Of its last, x ^ x >> 31, the bucket
// sees one bit: bit 32 turns over when bit 63 is set. Where a ramp is below half, bit 63 decides
// alone; above half, bit 63 unset is always inside, so that bit may be turned over for all:
// `flips`.
constexpr std::uint64_t kFirst = 0xbf58476d1ce4e5b9U;
constexpr std::uint64_t kSecond = 0x94d049bb133111ebU;
constexpr std::uint64_t kHalf = std::uint64_t{1} << 31;

constexpr std::uint64_t begun(std::uint64_t value) {
  return value ^ (value >> 30);
}

/// bucket() < points, asked of the mix's upper half itself: saves a multiplication a device.
std::uint64_t bound(BasisPoints points) {
  const std::uint64_t scaled = std::uint64_t{points.count} << 32;
  return (scaled + kEverybody.count - 1) / kEverybody.count;
}

}  // namespace

Chooser::Chooser(const std::vector<OpenRelease>& open) {
  for (const OpenRelease& one : open) {
    const std::size_t index = releases_.size();
    if (one.reached >= kEverybody) break;  // Whatever stands behind it is for nobody.
    if (index % 8 == 0) ramps_.emplace_back();
    Eight& eight = ramps_.back();
    const std::uint64_t below = bound(one.reached);
    eight.salts[index % 8] = begun(one.salt.value);
    eight.flips[index % 8] = below > kHalf ? std::uint64_t{1} << 32 : 0;
    eight.below[index % 8] = below << 32;
    if (one.only) listed_.push_back({index, one.only});
    releases_.push_back(one.release);
  }
  everybody_ = releases_.size();
  if (everybody_ < open.size()) releases_.push_back(open[everybody_].release);
}

std::size_t Chooser::ramp_of(Place place) const {
  const std::uint64_t device = begun(place.value);
  for (std::size_t i = 0; i < ramps_.size(); ++i) {
    const Eight& eight = ramps_[i];
    unsigned hits = 0;
#pragma GCC unroll 8  // Without it -O2 leaves a loop, which takes a fifth longer.
    for (unsigned j = 8; j-- > 0;) {
      std::uint64_t x = (device ^ eight.salts[j]) * kFirst;
      x = ((x ^ (x >> 27)) * kSecond) ^ eight.flips[j];
      hits += hits + static_cast<unsigned>(x < eight.below[j]);
    }
    if (hits != 0) return i * 8 + static_cast<std::size_t>(std::countr_zero(hits));
  }
  return everybody_;
}

std::size_t Chooser::find(Place place) const {
  const std::size_t found = ramp_of(place);
  for (const Listed& listed : listed_) {
    if (listed.index >= found) break;
    if (std::ranges::binary_search(*listed.places, place)) return listed.index;
  }
  return found;
}

}  // namespace policy
