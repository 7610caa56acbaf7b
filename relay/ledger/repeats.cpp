#include "relay/ledger/repeats.h"

#include <functional>

namespace relay::ledger {
namespace {

/// Mixes a number into another, as the steps of splitmix64 do.
std::uint64_t mixed(std::uint64_t into, std::uint64_t number) {
  std::uint64_t value = (into ^ number) + 0x9e3779b97f4a7c15U;
  value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
  value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
  return value ^ (value >> 31U);
}

std::uint64_t number_of(const Sighting& sighting, std::uint64_t file) {
  const std::hash<std::string> hash;
  std::uint64_t number = mixed(hash(sighting.feed.text()), hash(sighting.group.text()));
  number = mixed(number, sighting.voice.value);
  number = mixed(number, sighting.release.number);
  return mixed(number, file * 4 + static_cast<std::uint64_t>(sighting.kind));
}

}  // namespace

bool Repeats::repeats(const Sighting& sighting, std::uint64_t file) {
  const std::uint64_t what = number_of(sighting, file);
  Said& last = said_[what % said_.size()];
  const policy::Span since = sighting.at - last.at;
  if (last.what == what && since >= policy::Span{0} && since < kSoon) return true;
  last = {what, sighting.at};
  return false;
}

}  // namespace relay::ledger
