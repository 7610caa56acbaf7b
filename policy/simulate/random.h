#pragma once

#include <cstdint>

/// Chance for simulations: the same numbers on every platform and build, so a seed can be quoted.
namespace policy::simulate {

/// splitmix64's finalizer.
constexpr std::uint64_t mixed(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15U;
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9U;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebU;
  x ^= x >> 31;
  return x;
}

/// A stream of numbers: splitmix64.
class Stream {
 public:
  explicit constexpr Stream(std::uint64_t seed) : state_{seed} {}

  constexpr std::uint64_t next() {
    const std::uint64_t value = mixed(state_);
    state_ += 0x9e3779b97f4a7c15U;
    return value;
  }
  /// From 0 to below 1, of 53 bits.
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1.0p-53; }

 private:
  std::uint64_t state_;
};

}  // namespace policy::simulate
