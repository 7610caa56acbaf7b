#include "tests/relay/app/cli/a_relay.h"

using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("who asked for what is asked for by group and feed and text", "[cli]") {
  CHECK(call_of({"devices"}) == "GET /api/v1/devices");
  CHECK(call_of({"devices", "--group", "office", "--feed", "clamav", "--text", "a b", "--after",
                 "17,10.1.9.3"}) ==
        "GET /api/v1/devices?group=office&feed=clamav&text=a%20b&after=17%2C10.1.9.3");
  CHECK(call_of({"devices", "--device", "2001:db8::1"}) ==
        "GET /api/v1/device?device=2001%3Adb8%3A%3A1");
  CHECK(refusal({"devices", "--feed", "ClamAV"}) ==
        "'ClamAV' is not the name of a feed: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
        "digit");
  CHECK(refusal({"devices", "--group", "Office"}) ==
        "'Office' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
        "digit");
}

TEST_CASE("devices are a table with a line for each feed", "[cli]") {
  tests::cli::ARelay relay;
  auto& reply = relay.replies["GET /api/v1/devices"];
  reply = {
      200,
      R"({"devices":[{"device":"d-1","name":"till\u001b7","known":"token",)"
      R"("authenticated":true,"address":"10.2.0.1","agent":"x","asked":"2026-01-03T00:01:01Z",)"
      R"("feeds":[{"feed":"clamav","group":"pilot","asked":"2026-01-03T00:01:01Z",)"
      R"("requests":1,"status":200,"path":"daily.cvd","offered":{"version":"4","sequence":2},)"
      R"("taken":{"version":"4","sequence":2},"taken_at":"2026-01-03T00:01:02Z"},)"
      R"({"feed":"gone","group":"pilot","asked":"2026-01-03T00:00:00Z","requests":1,)"
      R"("status":null,"path":null,"offered":{"version":null,"sequence":9},"taken":null,)"
      R"("taken_at":null}]},)"
      R"({"device":"10.1.9.3","name":"","known":"address","authenticated":false,)"
      R"("address":"10.1.9.3","agent":"","asked":"2026-01-02T00:00:00Z","feeds":[{)"
      R"("feed":"clamav","group":"office","asked":"2026-01-02T00:00:00Z","requests":2,)"
      R"("status":404,"path":"a","offered":null,"taken":null,"taken_at":null}]}],)"
      R"("next":"17,10.1.9.3","all":102,"left_out":3})"};
  CHECK(relay.run({"devices"}).out ==
        "DEVICE    NAME         KNOWN BY                  GROUP   FEED    ASKED          "
        "          WAS OFFERED  TOOK\n"
        "d-1       till\\u001b7  token                     pilot   clamav  2026-01-03 00:"
        "01:01 UTC  4            4 at 2026-01-03 00:01:02 UTC\n"
        "d-1       till\\u001b7  token                     pilot   gone    2026-01-03 00:"
        "00 UTC     release 9    -\n"
        "10.1.9.3  -            address, unauthenticated  office  clamav  2026-01-02 00:0"
        "0 UTC     -            -\n"
        "of 102 devices; go on with --after 17,10.1.9.3\n"
        "3 requests found no room and are not among these\n");
  reply = {200,
           R"({"devices":[{"device":"d-1","name":"","known":"token","authenticated":true,)"
           R"("feeds":[{"feed":"f","group":"g","asked":"2026-01-03T00:00:00Z","offered":null,)"
           R"("taken":null}],"enrolled":{"revoked":{"reason":"stolen"}}}],"next":null,"all":1,)"
           R"("left_out":0})"};
  CHECK(
      relay.run({"devices"}).out ==
      "DEVICE  NAME  KNOWN BY                GROUP  FEED  ASKED                 WAS OFFERED  TOOK\n"
      "d-1     -     nothing: it is revoked  g      f     2026-01-03 00:00 UTC  -            -\n");
  reply = {200, R"({"devices":[],"next":null,"all":0,"left_out":0})"};
  CHECK(relay.run({"devices"}).out == "no such device has asked\n");
}

TEST_CASE("one device is shown with its last answers", "[cli]") {
  tests::cli::ARelay relay;
  auto& reply = relay.replies["GET /api/v1/device?device=d-1"];
  const auto shown = [&](const char* answer) {
    reply = {200, answer};
    return relay.run({"devices", "--device", "d-1"}).out;
  };
  CHECK(shown(R"({"device":{"device":"d-1","name":"till 7","known":"certificate",)"
              R"("authenticated":true,"address":"10.2.0.1","agent":"ClamAV/1.0.7",)"
              R"("asked":"2026-01-03T00:01:00Z","feeds":[{"feed":"clamav","group":"pilot",)"
              R"("asked":"2026-01-03T00:01:00Z","requests":7,"status":304,"path":"daily.cvd",)"
              R"("offered":{"version":"4","sequence":2},"taken":null,"taken_at":null},)"
              R"({"feed":"rules","group":"pilot","asked":"2026-01-03T00:01:00Z","requests":1,)"
              R"("status":null,"path":null,"offered":null,"taken":null,"taken_at":null}]},)"
              R"("enrolled":{"device":"d-1","name":"till 7","group":"pilot","revoked":null}})") ==
        "d-1 (till 7), known by certificate, from 10.2.0.1\n"
        "  calls itself ClamAV/1.0.7\n"
        "  counts as enrolled for 'pilot'\n"
        "  FEED    GROUP  ASKED                 REQUESTS  LAST ANSWER    WAS OFFERED  TOOK\n"
        "  clamav  pilot  2026-01-03 00:01 UTC  7         304 daily.cvd  4            -\n"
        "  rules   pilot  2026-01-03 00:01 UTC  1         under way      -            -\n");
  CHECK(shown(R"({"device":null,"enrolled":{"device":"d-1","name":"","group":"pilot",)"
              R"("revoked":{"person":"Aino","reason":"stolen","at":"2026-01-03T00:00:00Z"}}})") ==
        "d-1\n"
        "  revoked by Aino since 2026-01-03 00:00 UTC: stolen\n"
        "  it has not asked yet\n");
  CHECK(shown(R"({"device":{"device":"d-1","name":"","known":"unknown","authenticated":false,)"
              R"("address":"10.2.0.1","agent":"","asked":"2026-01-03T00:01:00Z","feeds":[]},)"
              R"("enrolled":null})") ==
        "d-1, known by nothing, from 10.2.0.1\n"
        "  FEED  GROUP  ASKED  REQUESTS  LAST ANSWER  WAS OFFERED  TOOK\n");
  CHECK(shown(R"({"device":null,"enrolled":null})") == "nothing is known of such a device\n");
}
