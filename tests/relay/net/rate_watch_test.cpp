#include "relay/net/rate_watch.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using relay::net::RateWatch;

TEST_CASE("a window with just enough bytes passes and one byte fewer does not", "[net][rate]") {
  RateWatch enough{100, 10s, 5s};
  CHECK_FALSE(enough.too_slow(15s, 1000));
  RateWatch fewer{100, 10s, 5s};
  CHECK(fewer.too_slow(15s, 999));
}

TEST_CASE("nothing is too slow before a whole window has passed", "[net][rate]") {
  RateWatch watch{100, 10s, 5s};
  CHECK_FALSE(watch.too_slow(15s - 1ms, 0));
  CHECK(watch.too_slow(15s, 0));
}

TEST_CASE("a quick start does not pay for a stall", "[net][rate]") {
  RateWatch watch{100, 10s, 0s};
  CHECK_FALSE(watch.too_slow(1s, 1'000'000));
  for (auto at = 2s; at < 11s; at += 1s) CHECK_FALSE(watch.too_slow(at, 1'000'000));
  CHECK(watch.too_slow(11s, 1'000'000));
}

TEST_CASE("an even flow at the minimum goes on for ever", "[net][rate]") {
  RateWatch watch{100, 10s, 0s};
  for (int second = 1; second <= 100; ++second) {
    CHECK_FALSE(watch.too_slow(std::chrono::seconds{second}, std::uint64_t(second) * 100));
  }
}

TEST_CASE("a minimum of zero is none", "[net][rate]") {
  RateWatch watch{0, 10s, 0s};
  CHECK_FALSE(watch.too_slow(1000s, 0));
}
