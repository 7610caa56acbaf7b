#include "relay/http/pace.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using relay::http::Limits;
using relay::http::Pace;

namespace {

constexpr Limits kLimits{.least_rate = 500, .rate_span = 60s};

}  // namespace

TEST_CASE("a span with too few bytes in it ends the matter", "[http][pace]") {
  Pace pace{kLimits, 24h};
  CHECK(pace.next() == 60s);
  pace.moved(29'000);
  pace.moved(1'000);
  CHECK(pace.kept_up());
  // What was too much in one span does not count in the next.
  pace.moved(1'000'000);
  CHECK(pace.kept_up());
  pace.moved(29'999);
  CHECK_FALSE(pace.kept_up());
}

TEST_CASE("nothing takes longer than it may in all", "[http][pace]") {
  Pace pace{kLimits, 90s};
  pace.moved(1'000'000);
  CHECK(pace.kept_up());
  CHECK(pace.next() == 30s);
  pace.moved(1'000'000);
  CHECK_FALSE(pace.kept_up());
}
