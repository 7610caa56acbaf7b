#include "relay/app/cli/show_policy.h"

#include <catch2/catch.hpp>

#include "relay/app/cli/show.h"
#include "relay/json/read.h"
#include "tests/support/json_of.h"

using namespace relay::app::cli;
using tests::json;

TEST_CASE("a policy is shown byte for byte so that it can be edited", "[cli][policy]") {
  CHECK(show_policy_text(json(R"({"number": 3, "text": "feeds:\n\ta: {}\r\n"})")) ==
        "feeds:\n\ta: {}\r\n");
}

TEST_CASE("revisions are a table with what waits under it", "[cli][policy]") {
  CHECK(show_revisions(json(R"json({"in_force": 3, "next": "2",
    "proposal": {"number": 7, "actor": "ann", "at": "2026-01-05T00:00:00Z", "reason": "faster",
                 "base": 3},
    "revisions": [
      {"number": 3, "at": "2026-01-04T06:00:00Z", "actor": "bo", "reason": "too slow",
       "file": null},
      {"number": 2, "at": "2026-01-03T06:00:00Z", "actor": "administrator",
       "reason": "the policy file at start", "file": "/etc/policy.yaml"}]})json")) ==
        "NUMBER  SINCE                 WHO            FROM              WHY\n"
        "3       2026-01-04 06:00 UTC  bo             -                 too slow\n"
        "2       2026-01-03 06:00 UTC  administrator  /etc/policy.yaml  the policy file at start\n"
        "proposal 7 of ann at 2026-01-05 00:00 UTC: faster\n"
        "  waits for a second person: 'sluice policy proposal' shows it\n"
        "older ones: sluice policy revisions --after 2\n");
}

TEST_CASE("differences of two revisions are sentences", "[cli][policy]") {
  CHECK(show_differences(json(R"({"from": 2, "to": 3, "differences": ["soak 7d → 3d"],
    "weaker": ["less soak"]})")) ==
        "from revision 2 to 3:\n  soak 7d → 3d\nrevision 3 protects less:\n  less soak\n");
  CHECK(show_differences(json(R"({"from": 2, "to": 3, "differences": [], "weaker": []})")) ==
        "revisions 2 and 3 say the same\n");
}

TEST_CASE("a check shows warnings and differences and effects", "[cli][policy]") {
  const auto check = json(R"json({"good": true, "base": {"number": 3},
    "problems": [{"severity": "warning", "shown": "p:7: small\n  7 | gate\u001b[2J\n"}],
    "differences": ["soak 7d → 3d"], "weaker": ["less soak"], "until": "2026-04-01T00:00:00Z",
    "effects": [{"feed": "acme", "sentence": "'office' gets 4 now, which was not in sight"}]
    })json");
  CHECK(show_check(check) ==
        "p:7: small\n"
        "  7 | gate\\u001b[2J\n"
        "against revision 3:\n"
        "  soak 7d → 3d\n"
        "it protects less:\n"
        "  less soak\n"
        "if nothing else happens and devices stay well, until 2026-04-01 00:00 UTC:\n"
        "  acme: 'office' gets 4 now, which was not in sight\n");
}

TEST_CASE("a check without effects says so", "[cli][policy]") {
  CHECK(show_check(json(R"({"good": true, "base": {"number": 3}, "problems": [],
    "differences": [], "weaker": [], "effects": [], "until": "2026-04-01T00:00:00Z"})")) ==
        "it says the same as revision 3\n"
        "no group gets another release, or one at another time, until 2026-04-01 00:00 UTC\n");
}

TEST_CASE("a proposal is shown with its text", "[cli][policy]") {
  CHECK(show_proposal(json(R"({"proposal": null})")) == "no proposal waits for a second person\n");
  CHECK(show_proposal(json(R"({"proposal": {"number": 7, "actor": "ann", "reason": "faster",
    "at": "2026-01-05T00:00:00Z", "text": "a: 1\nb: 2\n", "check": {"good": true,
    "base": {"number": 3}, "problems": [], "differences": ["x is new"], "weaker": [],
    "effects": [], "until": "2026-04-01T00:00:00Z"}}})")) ==
        "proposal 7 of ann at 2026-01-05 00:00 UTC: faster\n"
        "against revision 3:\n"
        "  x is new\n"
        "no group gets another release, or one at another time, until 2026-04-01 00:00 UTC\n"
        "\n"
        "a: 1\n"
        "b: 2\n");
}

TEST_CASE("a forecast is a table with what stays in the way under it", "[cli][forecast]") {
  CHECK(show_forecast(json(R"json({"until": "2026-02-01T00:00:00Z", "feeds": [
    {"feed": "acme", "cut": false,
     "events": [{"at": "2026-01-03T04:00:00Z", "sentence": "opened 4 → office", "if": null},
                {"at": "2026-01-04T04:00:00Z", "sentence": "opened 4 → plants",
                 "if": "devices stay well"}],
     "as_things_are": [{"groups": ["plants", "default"], "newer": [{"version": "4",
       "reasons": [{"sentence": "0 of 5 have survived"}], "more_reasons": 2}]}],
     "if_healthy": []},
    {"feed": "tools", "cut": false, "events": [], "as_things_are": [], "if_healthy": []}]
    })json")) ==
        "if nothing new is seen and nobody acts:\n"
        "\n"
        "acme until 2026-02-01 00:00 UTC\n"
        "  WHEN                  WHAT HAPPENS       ONLY IF\n"
        "  2026-01-03 04:00 UTC  opened 4 → office  -\n"
        "  2026-01-04 04:00 UTC  opened 4 → plants  devices stay well\n"
        "still in the way then, as things are:\n"
        "  4 → plants, default\n"
        "    0 of 5 have survived\n"
        "    and 2 more like these\n"
        "\n"
        "tools until 2026-02-01 00:00 UTC\n"
        "  nothing happens by itself\n");
}

TEST_CASE("calendars are shown with their windows and what closes them", "[cli][forecast]") {
  CHECK(show_calendars(json(R"json({"calendars": [
    {"name": "night", "zone": "Europe/Berlin", "open": false, "changes": "2026-01-04T21:00:00Z",
     "why": "outside its hours", "cut": true, "groups": ["office", "plants"], "feeds": ["acme"],
     "windows": [{"from": "2026-01-04T21:00:00Z", "until": "2026-01-05T05:00:00Z"}],
     "closed": [{"from": "2026-01-05T23:00:00Z", "until": "2026-01-06T23:00:00Z",
                 "why": "Epiphany"}]},
    {"name": "always", "zone": "UTC", "open": true, "changes": null, "why": null, "cut": false,
     "groups": [], "feeds": [], "closed": [],
     "windows": [{"from": "2026-01-04T00:00:00Z", "until": "2026-01-18T12:00:00Z"}]}]
    })json")) ==
        "night (Europe/Berlin): closed until 2026-01-04 21:00 UTC: outside its hours\n"
        "  groups: office, plants\n"
        "  feeds: acme\n"
        "  FROM                  UNTIL\n"
        "  2026-01-04 21:00 UTC  2026-01-05 05:00 UTC  open\n"
        "  2026-01-05 23:00 UTC  2026-01-06 23:00 UTC  closed: Epiphany\n"
        "  and more than is said here\n"
        "\n"
        "always (UTC): open\n"
        "  no stage names it\n"
        "  FROM                  UNTIL\n"
        "  2026-01-04 00:00 UTC  2026-01-18 12:00 UTC  open\n");
  CHECK(show_calendars(json(R"({"calendars":[]})")) == "the policy has no calendar\n");
}

TEST_CASE("advice shows what each pilot can see and when stages are reached", "[cli][advice]") {
  CHECK(show_advice(json(R"json({"fault": "5%", "gates": [
    {"feed": "acme", "path": "software", "stage": 2, "group": "pilot", "devices": 5,
     "sees": "22.6%", "stops": "22.6%", "asks_evidence": true, "wanted": 59, "small": true,
     "sentence": "'pilot': a 5-device pilot sees a 5% fault only 22.6% of the time"},
    {"feed": "acme", "path": "software", "stage": 3, "group": "office", "devices": null,
     "sees": null, "stops": null, "asks_evidence": false, "wanted": 59, "small": false,
     "sentence": "'office': none of its devices has been seen yet"}],
    "journeys": [{"path": "software", "ceiling": "2d", "stages": [
      {"stage": 1, "groups": "pilot", "opens": "0s", "everybody": "0s", "over": false},
      {"stage": 2, "groups": "office, plants", "opens": "1d", "everybody": "3d", "over": true}]}]
    })json")) ==
        "a fault that hits 5% of devices\n"
        "  FEED  STAGE  PILOT   DEVICES  SEES   GATE STOPS\n"
        "  acme  2      pilot   5        22.6%  22.6%\n"
        "  acme  3      office  unknown  -      nothing: it only bakes\n"
        "  acme, 'pilot': a 5-device pilot sees a 5% fault only 22.6% of the time\n"
        "  acme, 'office': none of its devices has been seen yet\n"
        "\n"
        "path 'software', at the soonest (ceiling 2d)\n"
        "  STAGE  GROUPS          OPENS AFTER  TO ALL AFTER\n"
        "  1      pilot           0s           0s\n"
        "  2      office, plants  1d           3d, above the ceiling\n");
}

TEST_CASE("explain names the revision of a line and the device's release", "[cli]") {
  const auto answer = [](const std::string& file) {
    return json(R"json({"revision": 3, "file": )json" + file + R"json(, "feed": "clamav",
      "device": "10.1.9.3", "offered": {"version": "5"}, "explanations": [{"group": "pilot",
      "active": null, "offers": [{"version": "5", "reached": "25%",
      "since": "2026-01-04T02:00:00Z"}, {"version": "4", "reached": "100%",
      "since": "2026-01-03T02:00:00Z"}], "newer": [{"version": "6",
      "first_seen": "2026-01-04T02:00:00Z", "reasons": [{"sentence": "soaking", "line": 35}]}],
      "left_off": 0, "next_look": null}]})json");
  };
  const std::string lines =
      "device 10.1.9.3 is offered 5\n"
      "\n"
      "clamav for 'pilot': no release yet\n"
      "  5 is open to 25% since 2026-01-04 02:00 UTC\n"
      "  6, first seen 2026-01-04 02:00 UTC, is not offered:\n"
      "    soaking (policy line 35 of revision 3)\n"
      "\n";
  CHECK(show_explain(answer("\"policy.yaml\"")) ==
        lines + "policy revision 3 is policy.yaml as it was read last\n");
  CHECK(show_explain(answer("null")) ==
        lines + "policy revision 3: 'sluice policy show' has its lines\n");
}
