#include "relay/ledger/retry.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using relay::ledger::Retry;
using tests::day;

TEST_CASE("what failed is tried again later and later", "[ledger]") {
  Retry retry;
  CHECK(retry.due(day(4)));
  policy::Instant now = day(4);
  for (const auto pause : {5s, 10s, 20s, 40s, 80s, 160s, 300s, 300s}) {
    retry.failed();
    CHECK_FALSE(retry.due(now));  // From now on: the attempt may have taken long.
    CHECK_FALSE(retry.due(now + pause - 1s));
    now += pause;
    CHECK(retry.due(now));
  }
  retry.succeeded();
  CHECK(retry.due(now));
  retry.failed();
  CHECK_FALSE(retry.due(now));
  CHECK(retry.due(now + 5s));
}

TEST_CASE("a clock that is set back does not keep from trying", "[ledger]") {
  Retry retry;
  retry.failed();
  CHECK_FALSE(retry.due(day(4)));
  CHECK_FALSE(retry.due(day(3)));
  CHECK(retry.due(day(3) + 5s));
}
