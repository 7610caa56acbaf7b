#include "relay/telemetry/sheet.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>

#include "policy/place.h"
#include "policy/require.h"

namespace relay::telemetry {
namespace {

std::uint64_t mixed(std::uint64_t one, std::uint64_t other) {
  return policy::mix(policy::Place{one}, policy::Salt{other});
}

}  // namespace

std::uint64_t Sheet::hash(const Who& who, std::uint64_t salt) {
  const std::hash<std::string_view> of_text;
  if (!who.device.empty()) return mixed(of_text(who.device) ^ of_text(who.feed), salt);
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(who.address.bytes);
  return mixed(halves[0] ^ of_text(who.feed), mixed(halves[1], salt));
}

Sheet::Sheet(std::size_t room, std::uint64_t salt)
    : room_{room}, salt_{salt}, places_(std::bit_ceil(2 * room)) {
  policy::require(room <= kMostRoom, "a sheet's notes have 16-bit numbers");
  notes_.reserve(room);
}

std::size_t Sheet::place(const Who& who, std::uint64_t hash_of_who) const {
  const std::size_t mask = places_.size() - 1;
  std::size_t place = hash_of_who & mask;
  while (places_[place] != 0 && !(notes_[places_[place] - 1U].key.who() == who)) {
    place = (place + 1) & mask;
  }
  return place;
}

Note* Sheet::of(const Who& who, Known known, std::uint64_t hash_of_who) {
  Number& number = places_[place(who, hash_of_who)];
  if (number == 0) {
    const std::size_t room = authenticated(known) ? room_ : room_ - room_ / 4;
    if (notes_.size() >= room) return nullptr;
    Note& note = notes_.emplace_back();
    note.key = who;
    note.known = known;
    number = static_cast<Number>(notes_.size());
  }
  return &notes_[number - 1U];
}

void Sheet::clear() {
  notes_.clear();
  std::ranges::fill(places_, Number{0});
}

}  // namespace relay::telemetry
