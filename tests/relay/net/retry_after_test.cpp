#include "relay/net/retry_after.h"

#include <catch2/catch.hpp>

#include "relay/net/http_date.h"
#include "tests/support/day.h"

using namespace std::chrono_literals;
using relay::net::http_date;
using relay::net::parse_http_date;
using relay::net::retry_after;
using tests::day;

TEST_CASE("a vendor can send us away for an hour and no longer", "[net][retry]") {
  CHECK(retry_after("0", day(3)) == 0s);
  CHECK(retry_after("3599", day(3)) == 3599s);
  CHECK(retry_after("3600", day(3)) == 3600s);
  CHECK(retry_after("3601", day(3)) == 3600s);
  CHECK(retry_after("99999999999", day(3)) == 3600s);
  CHECK(retry_after("999999999999999999999999", day(3)) == 3600s);
}

TEST_CASE("a date to come back at counts from now", "[net][retry]") {
  CHECK(retry_after(http_date(day(3) + 90s), day(3)) == 90s);
  CHECK(retry_after(http_date(day(3) - 90s), day(3)) == 0s);
  CHECK(retry_after(http_date(day(4)), day(3)) == 3600s);
}

TEST_CASE("what is neither seconds nor a date says nothing", "[net][retry]") {
  for (const auto* const wrong : {"", "-1", "1.5", "soon", "10 s", "::"}) {
    CAPTURE(wrong);
    CHECK_FALSE(retry_after(wrong, day(3)));
  }
}

TEST_CASE("a date is written as HTTP writes it", "[net][retry]") {
  const auto at = policy::from_unix_seconds(784'111'777);
  CHECK(http_date(at) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == at);
}
