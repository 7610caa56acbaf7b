#include "policy/time.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using policy::Span;
using tests::day;

TEST_CASE("an instant is written and read as RFC 3339", "[policy][time]") {
  CHECK(policy::rfc3339(day(0)) == "2026-01-01T00:00:00Z");
  CHECK(policy::parse_rfc3339("2026-01-01T00:00:00Z") == day(0));
  CHECK(policy::parse_rfc3339(policy::rfc3339(day(59) + 86'399s)) == day(59) + 86'399s);
  for (const auto* wrong :
       {"", "2026-01-01", "2026-13-01T00:00:00Z", "2026-02-29T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01 00:00:00Z", "2026-01-01T00:00:00+1", "1969-12-31T23:59:59Z"}) {
    CAPTURE(wrong);
    CHECK_FALSE(policy::parse_rfc3339(wrong));
  }
}

TEST_CASE("people read minutes and seconds only where they matter", "[policy][time]") {
  CHECK(policy::show(day(0) + 6h) == "2026-01-01 06:00 UTC");
  CHECK(policy::show(day(0) + 6h + 5s) == "2026-01-01 06:00:05 UTC");
  CHECK(policy::show(Span{0s}) == "0s");
  CHECK(policy::show(Span{36h}) == "1d 12h");
  CHECK(policy::show(Span{-90s}) == "-1m 30s");
}

TEST_CASE("a span always carries its unit", "[policy][time]") {
  CHECK(policy::parse_span("90s") == Span{90s});
  CHECK(policy::parse_span("2w") == Span{14 * 24h});
  CHECK(policy::parse_span("1d 12h") == Span{36h});
  CHECK(policy::parse_span("3660d") == Span{3660 * 24h});
  for (const auto* wrong : {"", "3", "three days", "-3d", "3 d", "3d ", "3661d", "3660d 1s", "1y",
                            "99999999999999999999d", "+3d"}) {
    CAPTURE(wrong);
    CHECK_FALSE(policy::parse_span(wrong));
  }
}

TEST_CASE("what is shown of a span can be read again", "[policy][time][property]") {
  const auto seconds = GENERATE(take(200, random(std::int64_t{0}, std::int64_t{3660} * 86'400)));
  CAPTURE(seconds);
  CHECK(policy::parse_span(policy::show(Span{seconds})) == Span{seconds});
}
