#include "relay/simulation/wording.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using namespace relay::simulation;

TEST_CASE("counts have commas by thousands", "[simulation]") {
  CHECK(show_count(0) == "0");
  CHECK(show_count(999) == "999");
  CHECK(show_count(1'000) == "1,000");
  CHECK(show_count(100'000) == "100,000");
  CHECK(show_count(8'500'000) == "8,500,000");
}

TEST_CASE("a share never looks like nothing or everything when it is not", "[simulation]") {
  CHECK(show_share(0.0) == "0%");
  CHECK(show_share(0.00009) == "below 0.01%");
  CHECK(show_share(0.0001) == "0.01%");
  CHECK(show_share(0.0012) == "0.12%");
  CHECK(show_share(0.3) == "30%");
  CHECK(show_share(0.6666) == "66.7%");
  CHECK(show_share(0.999) == "99.9%");
  CHECK(show_share(0.99999) == "above 99.9%");
  CHECK(show_share(1.0) == "100%");
  CHECK(show_share(1, 8) == "12.5%");
  CHECK(show_share(0, 0) == "0%");
}

TEST_CASE("hours have one place at most", "[simulation]") {
  CHECK(show_places(2.5) == "2.5");
  CHECK(show_places(12) == "12");
  CHECK(show_places(0.04) == "0");
}

TEST_CASE("a delay that did not end says so", "[simulation]") {
  CHECK(show_delay(8h + 5min) == "8h 5m");
  CHECK(show_delay(59s) == "0s");
  CHECK(show_delay({}) == "not before the end");

  policy::simulate::Outcome outcome{.worst_delay = 3h, .good = 2};
  CHECK(median_delay(outcome) == "not before the end");
  CHECK(worst_delay(outcome) == "3h");
  outcome.good = 0;
  CHECK(median_delay(outcome) == "no good release");
  CHECK(worst_delay(outcome) == "no good release");
}
