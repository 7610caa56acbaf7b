#include "relay/http/http_date.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using relay::http::http_date;
using relay::http::parse_http_date;
using tests::day;

TEST_CASE("a date on the wire has one fixed form", "[http][date]") {
  CHECK(http_date(day(0)) == "Thu, 01 Jan 2026 00:00:00 GMT");
  CHECK(http_date(policy::from_unix_seconds(784'111'777)) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(policy::from_unix_seconds(0)) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(policy::from_unix_seconds(4'107'542'399)) == "Sun, 28 Feb 2100 23:59:59 GMT");
}

TEST_CASE("only the fixed form of a date is read", "[http][date]") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == policy::from_unix_seconds(784'111'777));
  for (const auto* wrong : {"", "0", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
                            "Mon, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 UTC", "Sun, 06 nov 1994 08:49:37 GMT",
                            "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:60:37 GMT",
                            "Sun, 06 Nov 1994 08:49:60 GMT", "Sun, 06 Nov 1994 08-49-37 GMT",
                            "Sun, 06 Nov 1994 08:49:37 GMT ", "Mon, 29 Feb 2100 00:00:00 GMT",
                            "Thu, 01 Jan 1969 00:00:00 GMT", "Sun, -6 Nov 1994 08:49:37 GMT",
                            "Sun, 06 Nov 19x4 08:49:37 GMT"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_http_date(wrong));
  }
}

TEST_CASE("every date that is written is read again", "[http][date][property]") {
  const auto seconds = GENERATE(take(200, random(std::int64_t{0}, std::int64_t{7'258'118'399})));
  CAPTURE(seconds);
  const auto at = policy::from_unix_seconds(seconds);
  CHECK(parse_http_date(http_date(at)) == at);
}
