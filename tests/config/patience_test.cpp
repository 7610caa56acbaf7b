#include "config/patience.h"

#include <catch2/catch.hpp>

#include "tests/config/shown.h"

using namespace std::chrono_literals;
using tests::APolicy;

namespace {

/// One more setting of the path, in line 10, which begins in column 5.
APolicy with_setting(const std::string& setting) {
  APolicy policy;
  policy.paths += "    " + setting + "\n";
  return policy;
}

policy::Path path_with(const std::string& setting) {
  const auto reading = with_setting(setting).read();
  REQUIRE(reading.value);
  return reading.value->rules.paths.at(0);
}

}  // namespace

TEST_CASE("a path says how old its content may become", "[config][patience]") {
  const auto alarmed = path_with("freshness: { ceiling: 48h, then: alarm }").freshness;
  REQUIRE(alarmed);
  CHECK(alarmed->ceiling == 48h);
  CHECK(alarmed->then == policy::Freshness::Then::Alarm);
  CHECK(alarmed->mark == policy::Mark{10});
  CHECK(path_with("freshness: { ceiling: 48h, then: advance }").freshness->then ==
        policy::Freshness::Then::Advance);
  CHECK_FALSE(APolicy{}.read().value->rules.paths.at(0).freshness);
}

TEST_CASE("a path says what becomes of missing evidence", "[config][patience]") {
  using Then = policy::NoEvidence::Then;
  const auto [written, then] = GENERATE(
      table<std::string, Then>({{"hold", Then::Hold}, {"ask", Then::Ask}, {"open", Then::Open}}));
  CAPTURE(written);
  const auto read = path_with("no_evidence: { after: 12h, then: " + written + " }").no_evidence;
  REQUIRE(read);
  CHECK(read->after == 12h);
  CHECK(read->then == then);
  CHECK(read->mark == policy::Mark{10});
  CHECK_FALSE(APolicy{}.read().value->rules.paths.at(0).no_evidence);
}

TEST_CASE("a path's patience is a duration and a word", "[config][patience]") {
  CHECK(with_setting("freshness: { ceiling: 0s, then: alarms }").problems() ==
        "policy.yaml:10:27: expected a duration above 0s such as 90m, 12h or 3d, found '0s'\n"
        " 10 |     freshness: { ceiling: 0s, then: alarms }\n"
        "                                ^\n"
        "policy.yaml:10:37: expected alarm or advance, found 'alarms'; did you mean 'alarm'?\n"
        " 10 |     freshness: { ceiling: 0s, then: alarms }\n"
        "                                          ^\n");
  CHECK(with_setting("no_evidence: {}").problems() ==
        "policy.yaml:10:18: 'after' of a no_evidence is missing\n"
        " 10 |     no_evidence: {}\n"
        "                       ^\n"
        "policy.yaml:10:18: 'then' of a no_evidence is missing\n"
        " 10 |     no_evidence: {}\n"
        "                       ^\n");
}
