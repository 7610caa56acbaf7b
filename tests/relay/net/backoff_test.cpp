#include "relay/net/backoff.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using relay::net::Backoff;
using relay::net::next_attempt;
using tests::day;

namespace {

policy::Span wait(unsigned failures, std::optional<std::chrono::seconds> asked, double fraction) {
  return next_attempt(day(1), failures, asked, fraction) - day(1);
}

}  // namespace

TEST_CASE("the wait doubles from a minute to an hour", "[net][backoff]") {
  CHECK(wait(1, {}, 0) == 1min);
  CHECK(wait(2, {}, 0) == 2min);
  CHECK(wait(6, {}, 0) == 32min);
  CHECK(wait(7, {}, 0) == 60min);
  CHECK(wait(8, {}, 0) == 60min);
  CHECK(wait(4'000'000'000, {}, 0) == 60min);
}

TEST_CASE("the wait lies between half and all of its step", "[net][backoff]") {
  CHECK(wait(3, {}, 0.0) == 4min);
  CHECK(wait(3, {}, 0.5) == 3min);
  CHECK(wait(3, {}, 0.999) > 2min);
  CHECK(wait(3, {}, 0.999) < 2min + 5s);
}

TEST_CASE("a vendor's wish is kept to when it is longer and at most an hour", "[net][backoff]") {
  CHECK(wait(1, 59s, 0) == 60s);
  CHECK(wait(1, 61s, 0) == 61s);
  CHECK(wait(1, 61s, 0.9) == 61s);
  CHECK(wait(1, 3600s, 0) == 1h);
  CHECK(wait(1, 3601s, 0) == 1h);
}

TEST_CASE("a longest wait below the first one holds from the start", "[net][backoff]") {
  const Backoff quick{.first = 1min, .longest = 20s};
  CHECK(next_attempt(day(1), 1, {}, 0, quick) == day(1) + 20s);
  CHECK(next_attempt(day(1), 9, 300s, 0, quick) == day(1) + 20s);
}
