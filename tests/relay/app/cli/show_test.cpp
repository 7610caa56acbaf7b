#include "relay/app/cli/show.h"

#include <catch2/catch.hpp>

#include "relay/json/read.h"
#include "tests/support/json_of.h"

using namespace relay::app::cli;
using tests::json;

TEST_CASE("status shows the relay and every feed", "[cli]") {
  CHECK(show_status(json(R"json({
    "version": "0.1.0", "now": "2026-01-04T06:00:00Z", "revision": 3, "single_person": true,
    "clock": {"suspect": "set back by 2h"},
    "feeds": [{
      "feed": "clamav", "class": "intelligence",
      "newest": {"version": "daily 27500, main 62", "first_seen": "2026-01-04T02:00:00Z"},
      "check": {"at": "2026-01-04T05:00:00Z", "succeeded": false, "outcome": "connection refused",
                "alarms": [{"sentence": "bytecode: kept 335"}],
                "succeeded_at": "2026-01-04T03:00:00Z", "next_attempt": "2026-01-04T07:00:00Z",
                "failures": 2},
      "refused": 2,
      "acts": [{"kind": "hold", "group": null, "version": null, "person": "administrator",
                "reason": "incident 7", "at": "2026-01-04T05:30:00Z"},
               {"kind": "block", "group": "pilot", "version": "daily 27499",
                "person": "administrator", "reason": "bad", "at": "2026-01-03T05:30:00Z"}],
      "groups": [{"group": "pilot",
                  "active": {"version": "daily 27500, main 62", "sequence": 2,
                             "since": "2026-01-04T02:00:00Z"}, "withheld": 0},
                 {"group": "office", "active": null, "withheld": 2}]
    }, {
      "feed": "tools", "class": "software", "newest": null, "check": null, "refused": 0,
      "acts": [], "groups": []
    }],
    "doors": [{"door": "endpoints", "url": "http://127.0.0.1:8080", "connections": 12,
               "limit": 16384, "limit_by_address": 1024, "accepted": 3456, "turned_away": 7,
               "handshakes_failed": 0, "refused": 1,
               "answered": {"2xx": 34, "3xx": 5, "4xx": 60, "5xx": 8}, "sent": 100000}]
    })json")) ==
        "sluice 0.1.0, policy revision 3, 2026-01-04 06:00 UTC\n"
        "single-person mode: one administrator, no second pair of eyes\n"
        "the clock is not trusted (set back by 2h), so nothing new opens; 'sluice confirm-clock' "
        "says that it is right\n"
        "\n"
        "clamav (intelligence)\n"
        "  newest      daily 27500, main 62, first seen 2026-01-04 02:00 UTC\n"
        "  failed      2026-01-04 05:00 UTC: connection refused; next attempt at 2026-01-04 07:00 "
        "UTC\n"
        "  last good   2026-01-04 03:00 UTC\n"
        "  alarm       bytecode: kept 335\n"
        "  refused     2\n"
        "  hold        all groups, by administrator since 2026-01-04 05:30 UTC: incident 7\n"
        "  block       pilot, daily 27499, by administrator since 2026-01-03 05:30 UTC: bad\n"
        "\n"
        "  GROUP   RELEASE               SINCE                 WITHHELD  UNDER WAY\n"
        "  pilot   daily 27500, main 62  2026-01-04 02:00 UTC  -         -\n"
        "  office  none                  -                     2 newer   -\n"
        "\n"
        "tools (software)\n"
        "  newest      none yet\n"
        "  checked     never\n"
        "\n"
        "  GROUP  RELEASE  SINCE  WITHHELD  UNDER WAY\n"
        "\n"
        "DOOR       LISTENS AT             OPEN         ACCEPTED  TURNED AWAY  NO HANDSHAKE  "
        "REFUSED  2XX  3XX  4XX  5XX\n"
        "endpoints  http://127.0.0.1:8080  12 of 16384  3456      7            0             "
        "1        34   5    60   8\n");
}

TEST_CASE("status shows what is stopped and halted and excepted and late", "[cli]") {
  CHECK(show_status(json(R"json({
    "version": "0.1.0", "now": "2026-01-04T06:00:00Z", "revision": 3, "single_person": false,
    "clock": {"suspect": null},
    "stopped": {"person": "ann", "reason": "phones ring", "at": "2026-01-04T05:00:00Z"},
    "feeds": [{
      "feed": "acme", "class": "software",
      "newest": null, "check": null, "refused": 0, "acts": [],
      "halts": [{"version": "4", "group": "pilot", "at": "2026-01-04T04:00:00Z",
                 "evidence": "silence 9 of 20", "acknowledged": null},
                {"version": "2", "group": null, "at": "2026-01-02T04:00:00Z",
                 "evidence": "failures", "acknowledged": {"person": "bo"}}],
      "pauses": [{"version": "5", "group": "office", "person": "ann",
                  "reason": "the printer hangs", "at": "2026-01-04T04:30:00Z"}],
      "bypasses": [{"sentence": "bypass 1 of acme 5; it is in force", "person": "ann",
                    "reason": "a worm"}],
      "doubted": [{"version": "3", "standing": "suspect", "reason": "replaced within 2h"}],
      "groups": [{"group": "office", "withheld": 1,
                  "active": {"version": "1", "since": "2026-01-01T00:00:00Z"},
                  "freshness": {"alarm": true, "sentence": "waiting for 5"},
                  "expiring": [{"sentence": "the signed metadata of 5 expires"}],
                  "rollouts": [{"version": "6", "state": "waiting", "reached": null},
                               {"version": "5", "state": "paused", "reached": "5%"},
                               {"version": "4", "state": "halted", "reached": "25%"},
                               {"version": "1", "state": "settled", "reached": "100%"}]},
                 {"group": "plants", "withheld": 0, "active": null,
                  "freshness": {"alarm": false, "sentence": "waiting"}, "expiring": [],
                  "rollouts": [{"version": "5", "state": "open", "reached": "50%"}]}]
    }]})json")) ==
        "sluice 0.1.0, policy revision 3, 2026-01-04 06:00 UTC\n"
        "everything is stopped, by ann since 2026-01-04 05:00 UTC: phones ring; 'sluice stop "
        "--lift' lets it go on\n"
        "\n"
        "acme (software)\n"
        "  newest      none yet\n"
        "  checked     never\n"
        "  halted      4, seen in pilot at 2026-01-04 04:00 UTC: silence 9 of 20; 'sluice "
        "acknowledge acme' decides\n"
        "  halted      2, seen in all at 2026-01-02 04:00 UTC: failures; blocked by bo, and nobody "
        "has named its fix\n"
        "  paused      5 for office, by ann since 2026-01-04 04:30 UTC: the printer hangs\n"
        "  bypass      bypass 1 of acme 5; it is in force; asked for by ann: a worm\n"
        "  suspect     3: replaced within 2h\n"
        "  alarm       office is waiting for 5\n"
        "  expiring    office: the signed metadata of 5 expires\n"
        "\n"
        "  GROUP   RELEASE  SINCE                 WITHHELD  UNDER WAY\n"
        "  office  1        2026-01-01 00:00 UTC  1 newer   5 paused at 5%, 4 halted\n"
        "  plants  none     -                     -         5 open at 50%\n");
}

TEST_CASE("explain says what a group has and why not the newer one", "[cli]") {
  CHECK(show_explain(json(R"json({
    "now": "2026-01-04T06:00:00Z", "feed": "clamav", "device": null,
    "explanations": [{
      "group": "office", "path": "intelligence", "stage": 2,
      "active": {"version": "daily 27499", "sequence": 1, "since": "2026-01-03T02:00:00Z"},
      "newer": [{"version": "daily 27500", "sequence": 2, "first_seen": "2026-01-04T02:00:00Z",
                 "standing": "good", "reasons": [
        {"rule": "soak", "sentence": "soaking until 2026-01-04 08:00 UTC",
         "until": "2026-01-04T08:00:00Z", "line": 12},
        {"rule": "approval", "sentence": "nobody has approved it yet (release-manager)",
         "until": null, "line": null}]
}], "left_off": 3,
      "next_look": "2026-01-04T08:00:00Z"
}, {"group": "default", "path": null, "stage": null, "active": null, "newer": [],
        "next_look": null}]
})json")) ==
        "clamav for 'office': daily 27499 since 2026-01-03 02:00 UTC\n"
        "  daily 27500, first seen 2026-01-04 02:00 UTC, is not offered:\n"
        "    soaking until 2026-01-04 08:00 UTC (policy line 12)\n"
        "    nobody has approved it yet (release-manager)\n"
        "  and 3 older ones\n"
        "  may change by itself at 2026-01-04 08:00 UTC\n"
        "\n"
        "clamav for 'default': no release yet\n"
        "  nothing newer is withheld\n");
}

TEST_CASE("releases are a table that says where it goes on", "[cli]") {
  CHECK(show_releases(json(R"json({"feed": "clamav", "next": "2", "releases": [
    {"version": "daily 2", "sequence": 12, "first_seen": "2026-01-04T02:00:00Z",
     "standing": "suspect", "standing_reason": "replaced within 2h",
     "evidence": "legacy-signed"},
    {"version": "daily 1", "sequence": 2, "first_seen": "2026-01-03T02:00:30Z",
     "standing": "good", "standing_reason": null, "evidence": "legacy-signed"}]})json")) ==
        "NUMBER  VERSION  FIRST SEEN               STANDING                     EVIDENCE\n"
        "12      daily 2  2026-01-04 02:00 UTC     suspect: replaced within 2h  legacy-signed\n"
        "2       daily 1  2026-01-03 02:00:30 UTC  good                         legacy-signed\n"
        "older releases: sluice releases clamav --after 2\n");
  CHECK(show_releases(json(R"json({"feed": "clamav", "releases": [], "next": null})json")) ==
        "clamav has no releases yet\n");
}

TEST_CASE("what was refused and what was done are tables", "[cli]") {
  CHECK(show_refused(json(R"json({"feed": "clamav", "refused": [
    {"part": "daily", "version": null, "reason": "the signature is wrong",
     "at": "2026-01-04T02:00:00Z"}]})json")) ==
        "WHEN                  PART   VERSION  WHY\n"
        "2026-01-04 02:00 UTC  daily  -        the signature is wrong\n");
  CHECK(show_refused(json(R"json({"feed": "clamav", "refused": []})json")) ==
        "nothing of clamav was refused\n");
  CHECK(show_audit(json(R"json({"rows": [{"number": 9, "at": "2026-01-04T02:00:00Z",
    "actor": "administrator", "action": "held", "subject": "clamav", "detail": "x"}],
    "next": "9"})json")) ==
        "NUMBER  WHEN                  WHO            WHAT  OF      DETAIL\n"
        "9       2026-01-04 02:00 UTC  administrator  held  clamav  x\n"
        "older rows: sluice audit --after 9\n");
  CHECK(show_audit(json(R"json({"rows": [], "next": null})json")) == "nothing is recorded\n");
}

TEST_CASE("hostile text of a vendor stays text in every table", "[cli][hostile]") {
  const std::string shown = show_releases(json(R"json({"feed": "clamav", "next": null, "releases": [
    {"version": "<img onerror>\u001b[2J\r\n12 good", "sequence": 1,
     "first_seen": "\u001b]0;x", "standing": "good", "standing_reason": "\u202e",
     "evidence": "\u009b"}]})json"));
  CHECK(shown ==
        "NUMBER  VERSION                                    FIRST SEEN  STANDING      EVIDENCE\n"
        "1       <img onerror>\\u001b[2J\\u000d\\u000a12 good  \\u001b]0;x  good: \\u202e  "
        "\\u009b\n");
}

TEST_CASE("health shows disk and databases and what each door shows", "[cli]") {
  CHECK(show_health(json(R"json({
    "started": "2026-01-02T00:00:00Z", "memory": 50331648,
    "disk": {"path": "/var/lib/sluice/store",
             "sentence": "40 GiB of 100 GiB are free; downloads leave 1 GiB"},
    "databases": [{"name": "state", "bytes": 4096, "log_bytes": 512},
                  {"name": "ledger", "bytes": null, "log_bytes": 0}],
    "doors": [
      {"door": "endpoints", "url": "http://127.0.0.1:8080", "tls": null},
      {"door": "endpoints-tls", "url": "https://127.0.0.1:8444",
       "tls": {"issuer": "CN=relay,O=Sluice", "until": "2028-01-02T00:00:00Z", "own": true,
               "sentence": null}},
      {"door": "admin", "url": "https://127.0.0.1:8443",
       "tls": {"issuer": "CN=corp", "until": "2026-01-10T00:00:00Z", "own": false,
               "sentence": "it ends 2026-01-10 00:00 UTC"}}]})json")) ==
        "started 2026-01-02 00:00 UTC, 50331648 bytes in memory\n"
        "/var/lib/sluice/store: 40 GiB of 100 GiB are free; downloads leave 1 GiB\n"
        "\n"
        "DATABASE  BYTES  LOG\n"
        "state     4096   512\n"
        "ledger    none   0\n"
        "\n"
        "DOOR           URL                     CERTIFICATE                   ISSUED BY\n"
        "endpoints      http://127.0.0.1:8080   -                             -\n"
        "endpoints-tls  https://127.0.0.1:8444  until 2028-01-02 00:00 UTC    this relay\n"
        "admin          https://127.0.0.1:8443  it ends 2026-01-10 00:00 UTC  CN=corp\n");
}
