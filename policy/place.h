#pragma once

#include <compare>
#include <cstdint>

#include "policy/share.h"

/// A device's stable place in a release's ramp. The numbers are part of the interface: the same
/// device is in the same bucket on every relay, every build and every platform.
namespace policy {

/// BE64(SHA-256("sluice-place-v1\0" + device key)), made once when a device is identified.
struct Place {
  std::uint64_t value = 0;
  friend auto operator<=>(Place, Place) = default;
};
/// BE64(SHA-256("sluice-salt-v1\0" + feed + "\0" + version)): so that it is not always the same
/// devices that go first.
struct Salt {
  std::uint64_t value = 0;
  friend bool operator==(Salt, Salt) = default;
};

/// 0 to 9,999.
struct Bucket {
  std::uint32_t number = 0;
  friend auto operator<=>(Bucket, Bucket) = default;
};

/// splitmix64's finalizer over place ^ salt.
constexpr std::uint64_t mix(Place place, Salt salt) {
  std::uint64_t x = place.value ^ salt.value;
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9U;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebU;
  x ^= x >> 31;
  return x;
}

/// The mix's upper half, scaled to 10,000.
constexpr Bucket bucket(Place place, Salt salt) {
  return {static_cast<std::uint32_t>(((mix(place, salt) >> 32) * 10'000) >> 32)};
}

constexpr bool reached(BasisPoints ramp, Bucket place) {
  return place.number < ramp.count;
}

}  // namespace policy
