#include "policy/choose.h"

#include <catch2/catch.hpp>
#include <random>

using policy::Chooser;
using policy::OpenRelease;
using policy::Place;

namespace {

/// Some ramps, some lists of devices, and mostly a base release.
std::vector<OpenRelease> random_open(std::mt19937_64& dice, const std::vector<Place>& devices) {
  std::vector<OpenRelease> open;
  for (auto n = dice() % 26; n > 0; --n) {
    OpenRelease one{.release = {n + 1}, .salt = {dice()}};
    one.reached.count = static_cast<std::uint32_t>(dice() % 3 == 0 ? 0 : dice() % 10'001);
    if (dice() % 4 == 0) {
      std::vector<Place> only{devices[dice() % devices.size()], devices[dice() % devices.size()]};
      std::ranges::sort(only);
      one.only = std::make_shared<const std::vector<Place>>(std::move(only));
    }
    open.push_back(std::move(one));
  }
  if (dice() % 4 != 0) open.push_back({.release = {1}});
  return open;
}

}  // namespace

TEST_CASE("a chooser answers every device as choose does", "[policy][place][property]") {
  std::mt19937_64 dice{20240719};
  std::vector<Place> devices(50);
  for (Place& device : devices) device.value = dice();
  for (int round = 0; round < 300; ++round) {
    const auto open = random_open(dice, devices);
    const Chooser chooser{open};
    for (const Place device : devices) REQUIRE(chooser.choose(device) == choose(open, device));
  }
}

TEST_CASE("a ramp has exactly the buckets below it", "[policy][place]") {
  // Devices whose bucket is known, at both sides of a step.
  for (std::uint64_t n = 0; n < 20'000; ++n) {
    const Place device{n * 0x9e3779b97f4a7c15U};
    const std::uint32_t bucket = policy::bucket(device, {5}).number;
    const OpenRelease outside{.release = {2}, .reached = {bucket}, .salt = {5}};
    const OpenRelease inside{.release = {2}, .reached = {bucket + 1}, .salt = {5}};
    REQUIRE_FALSE(Chooser{{outside}}.choose(device));
    REQUIRE(Chooser{{inside}}.choose(device) == policy::Sequence{2});
  }
}
