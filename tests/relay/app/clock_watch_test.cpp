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
  CHECK(doubt == "it was set forward by 10m 1s while the relay ran; restart it to confirm");
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
