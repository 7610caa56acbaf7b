#include "relay/http/pieces.h"

#include <algorithm>
#include <span>

namespace relay::http {
namespace {

constexpr std::chrono::minutes kKeptFor{1};
/// All places are looked at, so not at every turn of the loop.
constexpr std::chrono::seconds kLooked{10};
/// Between the first pieces of two files.
constexpr std::uint64_t kApart = 97;

}  // namespace

std::string_view Pieces::find(const OpenFile& file, std::uint64_t offset) {
  if (places_.empty()) return {};
  const Which which{file.stamp(), offset / kPiece + 1};
  Place& place = places_[(which.stamp.inode * kApart + which.number) % places_.size()];
  if (place.here != which) {
    if (offset % kPiece != 0) return {};
    const bool again = place.wanted == which;
    place.wanted = which;
    if (!again || !take(place, which, file)) return {};
  }
  place.asked = now_;
  const std::uint64_t begin = (which.number - 1) * kPiece;
  const std::size_t count = std::min<std::uint64_t>(which.stamp.size - begin, kPiece);
  return std::string_view{place.bytes.data(), count}.substr(offset - begin);
}

/// As long as the disk need not be waited for.
bool Pieces::take(Place& place, const Which& which, const OpenFile& file) {
  const std::uint64_t begin = (which.number - 1) * kPiece;
  if (begin >= which.stamp.size) return false;
  if (place.bytes.empty()) {
    place.bytes.resize(kPiece);
    ++kept_;
  }
  const std::size_t count = std::min<std::uint64_t>(which.stamp.size - begin, kPiece);
  const std::size_t got = file.read_at_once(begin, std::span{place.bytes}.first(count));
  place.here = got == count ? which : Which{};
  return got == count;
}

void Pieces::tidy_up(Clock::time_point now) {
  now_ = now;
  if (kept_ == 0 || now - tidied_up_ < kLooked) return;
  tidied_up_ = now;
  for (Place& place : places_) {
    if (place.bytes.empty() || now - place.asked <= kKeptFor) continue;
    place = {};
    --kept_;
  }
}

}  // namespace relay::http
