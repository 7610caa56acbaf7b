#include "relay/simulation/time_axis.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using namespace relay::simulation;

namespace {

std::string labels(const std::string& start, policy::Span length) {
  std::string all;
  for (const Tick& tick : ticks({*policy::parse_rfc3339(start), length})) all += tick.label + "|";
  return all;
}

}  // namespace

TEST_CASE("an axis has round moments of its time", "[simulation][page]") {
  CHECK(labels("2024-07-19T00:00:00Z", 24h) == "19 Jul|06:00|12:00|18:00|20 Jul|");
  CHECK(labels("2024-07-19T01:10:00Z", 6h) == "02:00|03:00|04:00|05:00|06:00|07:00|");
  CHECK(labels("2024-12-30T12:00:00Z", 24h * 5) == "31 Dec|1 Jan|2 Jan|3 Jan|4 Jan|");
  CHECK(labels("2024-01-01T00:00:00Z", 24h * 30) ==
        "1 Jan|6 Jan|11 Jan|16 Jan|21 Jan|26 Jan|31 Jan|");
  CHECK(labels("2024-01-01T00:00:30Z", 15min) == "00:05|00:10|00:15|");
}

TEST_CASE("a place on an axis is never beyond its ends", "[simulation][page]") {
  const TimeAxis axis{policy::from_unix_seconds(1'000), 100s};
  CHECK(axis.place(policy::from_unix_seconds(1'050)) == 0.5);
  CHECK(axis.place(policy::from_unix_seconds(999)) == 0);
  CHECK(axis.place(policy::from_unix_seconds(1'101)) == 1);
  CHECK(TimeAxis{}.place(policy::from_unix_seconds(5)) == 0);
}

TEST_CASE("a scale of delays ends at or above the longest", "[simulation][page]") {
  using Spans = std::vector<policy::Span>;
  CHECK(span_steps(8h + 5min) == Spans{0h, 3h, 6h, 9h});
  CHECK(span_steps(12h) == Spans{0h, 3h, 6h, 9h, 12h});
  CHECK(span_steps(12h + 1s) == Spans{0h, 6h, 12h, 18h});
  CHECK(span_steps(0s) == Spans{0min, 1min});
}
