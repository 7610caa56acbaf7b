#include "policy/place.h"

#include <catch2/catch.hpp>
#include <vector>

using policy::bucket;
using policy::Place;
using policy::Salt;

namespace {

/// As policy/BUCKETS.md publishes them: the numbers are part of the interface.
struct Vector {
  std::uint64_t place = 0;
  std::uint64_t salt = 0;
  std::uint32_t bucket = 0;
};

constexpr Vector kVectors[] = {
    {0x3489b93d3f9bfb3f, 0xfb5df46ca2f46288, 8617},  // 10.1.9.3, clamav 27500
    {0x3489b93d3f9bfb3f, 0xcee3d6ca4f31e4d0, 6816},  // 10.1.9.3, acme-agent 2.1
    {0x3489b93d3f9bfb3f, 0x67cfbf4a717dd5a8, 935},   // 10.1.9.3, clamav sticky
    {0x1128a132a8fe8b24, 0xfb5df46ca2f46288, 7750},  // 2001:db8:0:0:0:0:0:1, clamav 27500
    {0x1128a132a8fe8b24, 0xcee3d6ca4f31e4d0, 8426},  // 2001:db8:0:0:0:0:0:1, acme-agent 2.1
    {0x1128a132a8fe8b24, 0x67cfbf4a717dd5a8, 6505},  // 2001:db8:0:0:0:0:0:1, clamav sticky
    {0x74fea30141c93cf8, 0xfb5df46ca2f46288, 4547},  // device-1, clamav 27500
    {0x74fea30141c93cf8, 0xcee3d6ca4f31e4d0, 1251},  // device-1, acme-agent 2.1
    {0x74fea30141c93cf8, 0x67cfbf4a717dd5a8, 8700},  // device-1, clamav sticky
    {0xb9eab103d7cdbd4c, 0xfb5df46ca2f46288, 4264},  // device-2, clamav 27500
    {0xb9eab103d7cdbd4c, 0xcee3d6ca4f31e4d0, 7037},  // device-2, acme-agent 2.1
    {0xb9eab103d7cdbd4c, 0x67cfbf4a717dd5a8, 8190},  // device-2, clamav sticky
    {0x0000000000000000, 0x0000000000000000, 0},    {0xffffffffffffffff, 0x0000000000000000, 7063},
    {0x0000000000000000, 0xffffffffffffffff, 7063}, {0xffffffffffffffff, 0xffffffffffffffff, 0},
    {0x0000000000000001, 0x0000000000000000, 3381}, {0x0000000000000000, 0x0000000000000001, 3381},
};

}  // namespace

TEST_CASE("a device is in the same bucket on every build", "[policy][place]") {
  for (const Vector& one : kVectors) {
    CAPTURE(one.place, one.salt);
    CHECK(bucket(Place{one.place}, Salt{one.salt}).number == one.bucket);
  }
}

TEST_CASE("a ramp has reached the buckets below it", "[policy][place]") {
  CHECK(policy::reached({10'000}, {9'999}));
  CHECK_FALSE(policy::reached({9'999}, {9'999}));
  CHECK(policy::reached({1}, {0}));
  CHECK_FALSE(policy::reached({1}, {1}));
  CHECK_FALSE(policy::reached({0}, {0}));
}

TEST_CASE("buckets are spread evenly and another salt spreads them anew", "[policy][place]") {
  constexpr std::size_t kDevices = 20'000;
  std::size_t first = 0, both = 0;
  for (std::uint64_t device = 0; device < kDevices; ++device) {
    const Place place{device * 0x9e3779b97f4a7c15U};
    const bool here = policy::reached({1'000}, bucket(place, {42}));
    const bool there = policy::reached({1'000}, bucket(place, {43}));
    CHECK(bucket(place, {42}).number < 10'000);
    first += here ? 1 : 0;
    both += here && there ? 1 : 0;
  }
  CHECK(first > kDevices / 10 * 9 / 10);
  CHECK(first < kDevices / 10 * 11 / 10);
  CHECK(both > kDevices / 100 * 7 / 10);
  CHECK(both < kDevices / 100 * 13 / 10);
}
