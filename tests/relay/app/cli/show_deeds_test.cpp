#include <catch2/catch.hpp>

#include "relay/app/cli/show.h"
#include "relay/json/read.h"
#include "tests/support/json_of.h"

using namespace relay::app::cli;
using tests::json;

TEST_CASE("halts are a table with their evidence and what was decided", "[cli]") {
  CHECK(show_halts(json(R"json({"feed": "clamav", "halts": [
    {"version": "5", "group": null, "at": "2026-01-04T02:00:00Z", "evidence": "failures",
     "acknowledged": null},
    {"version": "4", "group": "pilot", "at": "2026-01-03T02:00:00Z", "evidence": "silence",
     "acknowledged": {"decision": "block", "fixed_by": "5", "person": "ann", "reason": "bad",
                      "at": "2026-01-03T04:00:00Z"}}]})json")) ==
        "WHEN                  VERSION  SEEN IN  EVIDENCE  DECIDED\n"
        "2026-01-04 02:00 UTC  5        all      failures  nobody has acknowledged it\n"
        "2026-01-03 02:00 UTC  4        pilot    silence   block, fixed by 5, 2026-01-03 04:00 UTC "
        "by ann: bad\n");
  CHECK(show_halts(json(R"json({"feed": "clamav", "halts": []})json")) ==
        "no release of clamav was ever halted\n");
}

TEST_CASE("pauses are a table with their end", "[cli]") {
  CHECK(show_pauses(json(R"json({"feed": "clamav", "pauses": [
    {"version": "4", "group": "office", "lifted": null, "person": "ann", "reason": "x",
     "at": "2026-01-04T02:00:00Z"},
    {"version": "3", "group": "office", "lifted": "2026-01-03T03:00:00Z", "person": "ann",
     "reason": "y", "at": "2026-01-03T02:00:00Z"}]})json")) ==
        "VERSION  GROUP   UNTIL                 SINCE\n"
        "4        office  it is resumed         2026-01-04 02:00 UTC by ann: x\n"
        "3        office  2026-01-03 03:00 UTC  2026-01-03 02:00 UTC by ann: y\n");
  CHECK(show_pauses(json(R"json({"feed": "clamav", "pauses": []})json")) ==
        "no release of clamav was ever paused\n");
}

TEST_CASE("bypasses are told with who asked and who granted", "[cli]") {
  CHECK(show_bypasses(json(R"json({"feed": "clamav", "bypasses": [
    {"sentence": "bypass 1 of clamav 4; it is in force", "devices": 12, "person": "ann",
     "reason": "a worm", "at": "2026-01-04T02:00:00Z",
     "grants": [{"person": "bo", "role": "boss"}]},
    {"sentence": "bypass 2 of clamav 5", "devices": null, "person": "ann", "reason": "\u001b[2J",
     "at": "2026-01-04T02:00:00Z", "grants": []}]})json")) ==
        "bypass 1 of clamav 4; it is in force\n"
        "  asked for at 2026-01-04 02:00 UTC by ann: a worm\n"
        "  for 12 devices alone\n"
        "  granted by bo (boss)\n"
        "bypass 2 of clamav 5\n"
        "  asked for at 2026-01-04 02:00 UTC by ann: \\u001b[2J\n");
  CHECK(show_bypasses(json(R"json({"feed": "clamav", "bypasses": []})json")) ==
        "clamav has no bypasses\n");
}

TEST_CASE("judgements are two tables", "[cli]") {
  CHECK(show_judgements(json(R"json({"feed": "clamav",
    "verdicts": [{"check": "bench", "yes": false, "version": "4", "person": "ci",
                  "reason": "run 7", "at": "2026-01-04T02:00:00Z"}],
    "risks": [{"risk": "high", "version": "4", "group": null, "person": "ann",
               "reason": "a driver", "at": "2026-01-04T03:00:00Z"}]})json")) ==
        "CHECK  VERSION  SAYS  SINCE\n"
        "bench  4        no    2026-01-04 02:00 UTC by ci: run 7\n"
        "\n"
        "RISK  VERSION  GROUP  SINCE\n"
        "high  4        all    2026-01-04 03:00 UTC by ann: a driver\n");
  CHECK(show_judgements(json(R"json({"feed": "clamav", "verdicts": [], "risks": []})json")) ==
        "nobody has judged a release of clamav\n");
}
