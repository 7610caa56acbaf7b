#include "relay/device/attempts.h"

#include <limits>
#include <span>

#include "policy/place.h"
#include "relay/crypto/random.h"

namespace relay::device {
namespace {

constexpr std::size_t kNetwork = 8;  // Bytes of an IPv6 address that one source has.

std::uint64_t source(const policy::Address& from, std::uint64_t salt) {
  const auto bytes = std::span{from.bytes}.first(from.v4() ? from.bytes.size() : kNetwork);
  std::uint64_t hash = salt;
  for (const std::uint8_t byte : bytes) hash = policy::mix({hash ^ byte}, {salt});
  return hash;
}

}  // namespace

Attempts::Attempts() : salt_{crypto::random_below(std::numeric_limits<std::uint64_t>::max())} {}

bool Attempts::count(const policy::Address& from, policy::Instant now) {
  const std::lock_guard lock{mutex_};
  Place& place = places_[source(from, salt_) % places_.size()];
  const bool over = now < place.begun || now - place.begun >= kWithin;
  if (over) place = {.begun = now};
  if (place.tried >= kMost) return false;
  ++place.tried;
  return true;
}

}  // namespace relay::device
