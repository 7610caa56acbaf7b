#include "config/dates.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"
#include "tests/config/written.h"

using namespace std::chrono_literals;

namespace {

template <class Read>
auto read(Read reader, const std::string& text) {
  config::Problems problems{"f.yaml"};
  const auto node = tests::written(text);
  const auto value = reader(problems, &node);
  CHECK((problems.errors() == 0) == value.has_value());
  return value;
}

template <class Read>
std::string date_complaint(Read reader, const std::string& text) {
  config::Problems problems{"f.yaml"};
  const auto node = tests::written(text);
  CHECK_FALSE(reader(problems, &node));
  const auto all = std::move(problems).sorted();
  REQUIRE(all.size() == 1);
  return all[0].sentence;
}

std::chrono::local_days day(int year, unsigned month, unsigned number) {
  return std::chrono::local_days{std::chrono::year{year} / std::chrono::month{month} /
                                 std::chrono::day{number}};
}

}  // namespace

TEST_CASE("a date is a day of the calendar from 2000 to 2037", "[config][dates]") {
  CHECK(read(config::date, "2000-01-01") == day(2000, 1, 1));
  CHECK(read(config::date, "2028-02-29") == day(2028, 2, 29));
  CHECK(read(config::date, "2037-12-31") == day(2037, 12, 31));
  const std::string outside = GENERATE("1999-12-31", "2038-01-01", "0206-12-18", "9999-12-18");
  CAPTURE(outside);
  CHECK(date_complaint(config::date, outside) ==
        "expected a date in the years 2000 to 2037, found '" + outside + "'");
}

TEST_CASE("a date that is none is refused", "[config][dates]") {
  const std::string wrong =
      GENERATE("2026-02-29", "2026-13-01", "2026-00-10", "2026-04-31", "2026-4-01", "20226-04-01",
               "18.12.2026", "2026/12/18", "2026-12-1x", "-026-12-18", "", "tomorrow");
  CAPTURE(wrong);
  CHECK(date_complaint(config::date, wrong) ==
        "expected a date such as 2026-12-18, found '" + wrong + "'");
}

TEST_CASE("a time of day is from 00:00 to 23:59", "[config][dates]") {
  CHECK(read(config::time_of_day, "00:00") == 0s);
  CHECK(read(config::time_of_day, "02:30") == 2h + 30min);
  CHECK(read(config::time_of_day, "23:59") == 23h + 59min);
  const std::string wrong =
      GENERATE("24:00", "25:00", "09:60", "9:00", "09.00", "0900", "09:00:00", "-1:00", "noon", "");
  CAPTURE(wrong);
  CHECK(date_complaint(config::time_of_day, wrong) ==
        "expected a time of day from 00:00 to 23:59, found '" + wrong + "'");
}
