#include "relay/simulation/report.h"

#include <catch2/catch.hpp>

#include "tests/relay/simulation/an_outcome.h"

using namespace relay::simulation;
using tests::AnOutcome;
using Rows = std::vector<std::vector<std::string>>;

TEST_CASE("both headlines of every policy stand side by side", "[simulation]") {
  AnOutcome made;
  const Report told = report(made.comparison);
  CHECK(told.title ==
        "a morning: 1,000 devices in 2 groups, 1d from 2026-03-02 00:00 UTC, 2 releases of "
        "content, 1 of them bad");
  CHECK(told.headlines == Rows{{"POLICY", "EXPOSED", "SHARE", "HARMED", "HALTS", "FALSE",
                                "MEDIAN DELAY", "WORST DELAY", "NEVER ON 95%"},
                               {"no relay", "700", "70%", "680", "0", "0", "1h", "1h", "0 of 1"},
                               {"stages", "40", "4%", "38", "1", "0", "8h 5m", "8h 5m", "0 of 1"}});
  REQUIRE(told.sections.size() == 2);
  CHECK(told.sections[1].title == "stages");
  CHECK(told.sections[1].lines.front() ==
        "2026-03-02 04:00 UTC  the vendor publishes bad, which is bad: devices fall silent");
  CHECK(told.sections[1].lines.size() == 7);
}

TEST_CASE("a long story is cut with a count of what was left out", "[simulation]") {
  AnOutcome made;
  auto& releases = made.without_relay().releases;
  releases.resize(kMostLines, releases.back());
  CHECK(report(made.comparison).sections[0].lines.size() == kMostLines);
  releases.resize(kMostLines + 3, releases.back());
  const auto lines = report(made.comparison).sections[0].lines;
  CHECK(lines.size() == kMostLines + 1);
  CHECK(lines.back() == "and 3 more, all of them in --json");
}

TEST_CASE("a good release that never came and a false halt are headlines too", "[simulation]") {
  AnOutcome made;
  made.staged().releases[1].reach.most.reset();
  made.staged().delay.reset();
  made.staged().worst_delay.reset();
  made.staged().halts[0].deserved = false;
  policy::simulate::sum_up(made.staged());
  made.comparison.remarks = {"counted as bad: bad (recalled)"};
  made.staged().events.clear();
  made.staged().releases.clear();
  const Report told = report(made.comparison);
  CHECK(told.headlines[2] == Rows::value_type{"stages", "40", "4%", "38", "0", "1",
                                              "not before the end", "not before the end",
                                              "1 of 1"});
  CHECK(told.sections[0].title == "To be known");
  CHECK(told.sections[0].lines == made.comparison.remarks);
  CHECK(told.sections[2].lines == std::vector<std::string>{"nothing happened"});
}

TEST_CASE("many scenarios are told by medians and 95th percentiles", "[simulation][random]") {
  Many many{.like = AnOutcome{}.comparison.scenario, .seed = 7, .count = 1'000};
  many.policies = {{.summary = {.policy = "stages",
                                .exposed = {.median = 0.01, .high = 0.25},
                                .hit = {.median = 0, .high = 0.2},
                                .hours = {.median = 8.25, .high = 24},
                                .false_halts = 0.3},
                    .draws = {}}};
  const Report told = report(many);
  CHECK(told.title == "1,000 scenarios like a morning, drawn with seed 7");
  CHECK(told.headlines == Rows{{"POLICY", "EXPOSED MEDIAN", "95TH", "HARMED MEDIAN", "95TH",
                                "DELAY MEDIAN", "95TH", "FALSE HALTS"},
                               {"stages", "1%", "25%", "0%", "20%", "8.2h", "24h", "0.3"}});
  CHECK(told.sections.empty());
}
