#include "config/scenario_time.h"

#include <catch2/catch.hpp>

#include "tests/config/a_scenario_text.h"

using namespace std::chrono_literals;
using tests::AScenarioText;
using tests::with_vendor;

namespace {

/// Of a start that stands in line 2, in the column 8.
std::string problems_of_start(const std::string& start) {
  return AScenarioText{.head = "name: a\nstart: " + start + "\nlength: 1d\n"}.problems();
}

/// Of a release's time, which stands in line 7, column 11.
std::string problems_of(const std::string& at) {
  return with_vendor("  - { at: " + at + ", version: one }\n").problems();
}

policy::Span after_start(const std::string& at) {
  const auto scenario = with_vendor("  - { at: " + at + ", version: one }\n").good();
  return scenario.vendor.at(0).at - scenario.start;
}

}  // namespace

TEST_CASE("a scenario starts in the years that calendars know", "[config][scenario]") {
  CHECK(problems_of_start("2000-01-01T00:00:00Z").empty());
  CHECK(problems_of_start("2037-12-31T23:59:59Z").empty());
  CHECK(problems_of_start("2038-01-01T00:00:00Z") ==
        "scenarios/a.yaml:2:8: expected a time in the years 2000 to 2037, found "
        "'2038-01-01T00:00:00Z'\n"
        "  2 | start: 2038-01-01T00:00:00Z\n"
        "             ^\n");
  CHECK_FALSE(problems_of_start("1999-12-31T23:59:59Z").empty());
  CHECK(problems_of_start("2026-02-30T00:00:00Z") ==
        "scenarios/a.yaml:2:8: expected a time in UTC such as 2024-07-19T00:00:00Z, found "
        "'2026-02-30T00:00:00Z'\n"
        "  2 | start: 2026-02-30T00:00:00Z\n"
        "             ^\n");
}

TEST_CASE("a moment is a time in UTC or a duration after the start", "[config][scenario]") {
  CHECK(after_start("0s") == 0s);
  CHECK(after_start("4h 9m") == 4h + 9min);
  CHECK(after_start("2026-03-02T04:09:00Z") == 4h + 9min);
  CHECK(problems_of("04:09") ==
        "scenarios/a.yaml:7:11: expected a time in UTC such as 2024-07-19T00:00:00Z, or a "
        "duration after the start such as 4h 9m, found '04:09'\n"
        "  7 |   - { at: 04:09, version: one }\n"
        "                ^\n");
  CHECK_FALSE(problems_of("240").empty());
  CHECK_FALSE(problems_of("NaN").empty());
  CHECK_FALSE(problems_of("[1h]").empty());
}

TEST_CASE("a moment is within the scenario", "[config][scenario]") {
  CHECK(after_start("1d") == 24h);
  CHECK(problems_of("1d 1s") ==
        "scenarios/a.yaml:7:11: 2026-03-03 00:00:01 UTC is past the end of the scenario, "
        "2026-03-03 00:00 UTC\n"
        "  7 |   - { at: 1d 1s, version: one }\n"
        "                ^\n");
  CHECK(problems_of("2025-03-02T12:00:00Z") ==
        "scenarios/a.yaml:7:11: 2025-03-02 12:00 UTC is before the start of the scenario, "
        "2026-03-02 00:00 UTC\n"
        "  7 |   - { at: 2025-03-02T12:00:00Z, version: one }\n"
        "                ^\n");
}

TEST_CASE("a start that cannot be read is one message and not one of each moment",
          "[config][scenario]") {
  CHECK(problems_of_start("now") ==
        "scenarios/a.yaml:2:8: expected a time in UTC such as 2024-07-19T00:00:00Z, found 'now'\n"
        "  2 | start: now\n"
        "             ^\n");
}

TEST_CASE("a wall is so far from UTC as walls are", "[config][scenario]") {
  const auto offset = [](const std::string& written) {
    return tests::with_fleet("  - { group: a, devices: 1, utc_offset: " + written + " }\n");
  };
  CHECK(offset("+05:30").good().fleet[0].utc_offset == 5h + 30min);
  CHECK(offset("-12:00").good().fleet[0].utc_offset == -12h);
  CHECK(offset("+14:00").good().fleet[0].utc_offset == 14h);
  CHECK(offset("+14:01").problems() ==
        "scenarios/a.yaml:6:41: expected an offset from UTC such as +02:00 or -05:00, found "
        "'+14:01'\n"
        "  6 |   - { group: a, devices: 1, utc_offset: +14:01 }\n"
        "                                              ^\n");
  for (const auto* const wrong : {"2h", "+2:00", "+02:60", "02:00", "-12:01", "+0a:00"}) {
    CAPTURE(wrong);
    CHECK_FALSE(offset(wrong).problems().empty());
  }
}
