#include "relay/simulation/describe.h"

#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "relay/json/write.h"
#include "tests/relay/simulation/an_outcome.h"
#include "tests/support/json_of.h"

using namespace relay::simulation;
using relay::json::Value;
using tests::AnOutcome;
using tests::json;

TEST_CASE("a comparison is read back from its JSON", "[simulation]") {
  AnOutcome made;
  made.staged().events.erase(made.staged().events.begin() + 2, made.staged().events.end());
  made.comparison.remarks = {"a remark"};
  made.comparison.outcomes.erase(made.comparison.outcomes.begin());
  const Value told = describe(made.comparison);
  CHECK(json(relay::json::write(told)) == told);
  CHECK(told == json(R"({
    "scenario": {"name": "a morning", "feed": "content", "start": "2026-03-02T00:00:00Z",
                 "length": 86400, "devices": 1000,
                 "groups": [{"group": "pilot", "devices": 400},
                            {"group": "office", "devices": 600}],
                 "seed": "1"},
    "remarks": ["a remark"],
    "policies": [{
      "policy": "stages", "exposed": 40, "exposed_millionths": 40000, "harmed": 38,
      "halts": {"deserved": 1, "false": 0},
      "delay": {"median": 29100, "worst": 29100, "good": 1, "never": 0},
      "requests": 22000,
      "releases": [
        {"version": "bad", "published": "2026-03-02T04:00:00Z", "bad": "fall-silent", "seen": true,
         "reach": {"half": null, "most": null, "all": null},
         "groups": [{"group": "pilot", "took": 40, "harmed": 38,
                     "reach": {"half": null, "most": null, "all": null}},
                    {"group": "office", "took": 0, "harmed": 0,
                     "reach": {"half": null, "most": null, "all": null}}]},
        {"version": "fix", "published": "2026-03-02T05:30:00Z", "bad": null, "seen": true,
         "reach": {"half": 7200, "most": 29100, "all": null},
         "groups": [{"group": "pilot", "took": 0, "harmed": 0,
                     "reach": {"half": null, "most": null, "all": null}},
                    {"group": "office", "took": 0, "harmed": 0,
                     "reach": {"half": null, "most": null, "all": null}}]}],
      "story": [
        {"at": "2026-03-02T04:00:00Z", "what": "published", "version": "bad", "bad": true,
         "groups": [], "to": null, "why": "devices fall silent",
         "sentence": "the vendor publishes bad, which is bad: devices fall silent"},
        {"at": "2026-03-02T04:00:00Z", "what": "opened", "version": "bad", "bad": true,
         "groups": ["pilot"], "to": "10%", "why": null,
         "sentence": "opened bad → pilot at 10%"},
        {"at": "2026-03-02T05:10:00Z", "what": "halted", "version": "bad", "bad": true,
         "groups": ["pilot"], "to": "100%", "why": "silence in 'pilot'",
         "sentence": "halted bad: silence in 'pilot'"},
        {"at": "2026-03-02T05:30:00Z", "what": "published", "version": "fix", "bad": false,
         "groups": [], "to": null, "why": null, "sentence": "the vendor publishes fix"}]
    }]})"));
}

TEST_CASE("many scenarios are told as millionths and seconds", "[simulation][random]") {
  Many many{
      .like = AnOutcome{}.comparison.scenario, .seed = 18'446'744'073'709'551'615U, .count = 1};
  many.policies = {{.summary = {.policy = "stages",
                                .exposed = {.median = 0.01, .high = 0.25},
                                .hit = {.median = 0, .high = 0.2},
                                .hours = {.median = 8.25, .high = 24},
                                .false_halts = 0.5},
                    .draws = {{.exposed = 0.01, .hours = 8.25}}}};
  const Value told = describe(many);
  CHECK(told["drawn"].number() == 1);
  CHECK(told["seed"].text() == "18446744073709551615");
  CHECK(told["policies"].items().front() == json(R"({
    "policy": "stages",
    "exposed": {"median_millionths": 10000, "high_millionths": 250000},
    "harmed": {"median_millionths": 0, "high_millionths": 200000},
    "delay": {"median": 29700, "high": 86400},
    "false_halts_millionths": 500000,
    "draws": [{"exposed_millionths": 10000, "delay": 29700}]})"));
}
