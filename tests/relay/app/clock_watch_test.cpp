#include "relay/app/clock_watch.h"

#include <catch2/catch.hpp>

#include "tests/support/day.h"

using namespace std::chrono_literals;
using relay::app::ClockReading;
using relay::app::ClockWatch;
using tests::day;

namespace {

ClockReading at(policy::Instant wall, std::chrono::milliseconds since_boot) {
  return {wall, since_boot};
}

}  // namespace

TEST_CASE("a clock that goes on with the time since boot is trusted", "[app][time]") {
  ClockWatch watch{at(day(1), 0s), std::nullopt};
  CHECK_FALSE(watch.doubt(at(day(2), 24h)));
  CHECK(watch.highest() == day(2));
}

TEST_CASE("a step forward is doubted beyond ten minutes", "[app][time]") {
  ClockWatch watch{at(day(1), 0s), std::nullopt};
  CHECK_FALSE(watch.doubt(at(day(1) + 1h + 10min, 1h)));
  const auto doubt = watch.doubt(at(day(1) + 1h + 10min + 1s, 1h));
  CHECK(doubt == "it was set forward by 10m 1s while the relay ran; confirm it once it is right");
  CHECK(watch.highest() == day(1) + 1h + 10min);
}

TEST_CASE("a step back is doubted beyond one minute and stays doubted", "[app][time]") {
  ClockWatch watch{at(day(1), 0s), std::nullopt};
  CHECK_FALSE(watch.doubt(at(day(1) - 1min, 0s)));
  CHECK(watch.doubt(at(day(1) - 1min - 1s, 0s)));
  CHECK(watch.doubt(at(day(1) + 1h, 1h)));
}

TEST_CASE("a start before the highest time seen is doubted until the clock has caught up",
          "[app][time]") {
  ClockWatch watch{at(day(1), 0s), day(2)};
  CHECK(watch.doubt(at(day(1), 0s)) ==
        "it says 2026-01-02 00:00 UTC, but the relay has seen 2026-01-03 00:00 UTC already");
  CHECK(watch.doubt(at(day(2) - 1min - 1s, 24h - 1min - 1s)));
  CHECK_FALSE(watch.doubt(at(day(2) - 1min, 24h - 1min)));
  CHECK(watch.highest() == day(2));
}

TEST_CASE("a start more than seven days after the last known time is doubted", "[app][time]") {
  ClockWatch in_time{at(day(8), 0s), day(1)};
  CHECK_FALSE(in_time.doubt(at(day(8), 0s)));

  ClockWatch late{at(day(8) + 1s, 0s), day(1)};
  CHECK(late.doubt(at(day(8) + 1s, 0s)) ==
        "at the start it said 2026-01-09 00:00:01 UTC, 7d 1s after the last time that the relay "
        "knew (2026-01-02 00:00 UTC); confirm it if it is right");
  CHECK(late.doubt(at(day(9), 24h)));
  CHECK(late.highest() == day(1));
}

TEST_CASE("a clock that a person has confirmed counts from there", "[app][time]") {
  ClockWatch late{at(day(30), 0s), day(1)};
  late.confirm(at(day(30) + 1h, 1h));
  CHECK_FALSE(late.doubt(at(day(30) + 2h, 2h)));
  CHECK(late.highest() == day(30) + 2h);

  ClockWatch behind{at(day(1), 0s), day(2)};
  REQUIRE(behind.doubt(at(day(1), 0s)));
  behind.confirm(at(day(1), 0s));
  CHECK_FALSE(behind.doubt(at(day(1), 0s)));
  CHECK(behind.highest() == day(1));

  ClockWatch stepped{at(day(1), 0s), std::nullopt};
  REQUIRE(stepped.doubt(at(day(3), 1h)));
  stepped.confirm(at(day(3), 1h));
  CHECK_FALSE(stepped.doubt(at(day(3) + 1h, 2h)));
  CHECK(stepped.doubt(at(day(9), 2h)));
}
