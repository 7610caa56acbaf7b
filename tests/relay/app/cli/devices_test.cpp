#include "tests/relay/app/cli/a_relay.h"

using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("leave to enrol is asked for with what is to be recorded of the device", "[cli]") {
  CHECK(call_of({"enrol", "--group", "office"}) == R"(POST /api/v1/enrol {"group":"office"})");
  CHECK(call_of({"enrol", "--group", "office", "--name", "lap-7", "--attribute", "model=t14",
                 "--attribute", "note=a=b", "--for", "2h", "--reason", "new"}) ==
        R"(POST /api/v1/enrol {"group":"office","name":"lap-7","for":"2h","reason":"new",)"
        R"("attributes":[{"name":"model","value":"t14"},{"name":"note","value":"a=b"}]})");
  CHECK(refusal({"enrol"}) ==
        "the group is missing: --group GROUP; 'sluice enrol --help' says how it is written");
  CHECK(refusal({"enrol", "--group", "Office"}) ==
        "'Office' is not the name of a group: 1 to 64 of a-z 0-9 - _ . beginning with a letter or "
        "digit");
  for (const char* const bad : {"model", "=t14", "model="}) {
    CHECK(refusal({"enrol", "--group", "a", "--attribute", bad}) ==
          "'" + std::string{bad} + "' is not an attribute such as model=t14");
  }
  CHECK(refusal({"enrol", "--group", "a", "--for", "soon"}) ==
        "'soon' is not a duration such as 30m or 2h");
}

TEST_CASE("a token is shown on a line of its own", "[cli]") {
  tests::cli::ARelay relay;
  relay.replies["POST /api/v1/enrol"] = {
      200, R"({"sentence":"until noon one device may enrol","enrolment":1,"group":"office",)"
           R"("token":"sluice_abc","until":"2026-01-02T00:00:00Z","authority":"sha256:0a"})"};
  CHECK(relay.run({"enrol", "--group", "office"}).out ==
        "until noon one device may enrol:\n\n  sluice_abc\n\n"
        "the certificate of the relay's own authority is sha256:0a\n");
}

TEST_CASE("a device is revoked and moved by its id", "[cli]") {
  CHECK(call_of({"devices", "revoke", "d-0123456789abcdef", "--reason", "stolen"}) ==
        R"(POST /api/v1/devices/revoke {"device":"d-0123456789abcdef","reason":"stolen"})");
  CHECK(call_of({"devices", "revoke", "d-1", "--reason", "found", "--lift"}) ==
        R"(POST /api/v1/devices/revoke {"device":"d-1","reason":"found","lift":true})");
  CHECK(call_of({"devices", "move", "d-1", "--group", "pilot", "--reason", "x"}) ==
        R"(POST /api/v1/devices/move {"devices":["d-1"],"group":"pilot","reason":"x"})");
  CHECK(call_of({"devices", "move", "d-1,c-2", "--group", "pilot", "--reason", "x"}) ==
        R"(POST /api/v1/devices/move {"devices":["d-1","c-2"],"group":"pilot","reason":"x"})");
  CHECK(refusal({"devices", "move", "d-1,LAP", "--group", "pilot", "--reason", "x"}) ==
        "'LAP' is not the id of a device, such as d-0123456789abcdef");
  CHECK(refusal({"devices", "revoke", "LAP 7", "--reason", "x"}) ==
        "'LAP 7' is not the id of a device, such as d-0123456789abcdef");
  CHECK(refusal({"devices", "move", "d-1", "--reason", "x"}) ==
        "the group is missing: --group GROUP; 'sluice devices move --help' says how it is written");
  CHECK(refusal({"devices", "revoke", "d-1"}) ==
        "the reason is missing: --reason TEXT goes into the audit; 'sluice devices revoke --help' "
        "says how it is written");
}

TEST_CASE("leave to enrol is taken back by its number", "[cli]") {
  CHECK(call_of({"enrol", "--void", "3", "--reason", "lost"}) ==
        R"(POST /api/v1/enrol/void {"enrolment":3,"reason":"lost"})");
  CHECK(refusal({"enrol", "--void", "0", "--reason", "lost"}) ==
        "'0' is not the number of an enrolment");
  CHECK(refusal({"enrol", "--void", "3", "--group", "a", "--reason", "lost"}) ==
        "either --void or --group, not both");
  CHECK(refusal({"enrol", "--void", "3"}) ==
        "the reason is missing: --reason TEXT goes into the audit; 'sluice enrol --help' says how "
        "it is written");
}

TEST_CASE("devices that have enrolled are listed with what they show", "[cli]") {
  CHECK(call_of({"devices", "enrolled", "--group", "office", "--after", "d-1"}) ==
        "GET /api/v1/enrolled?group=office&after=d-1");
  tests::cli::ARelay relay;
  relay.replies["GET /api/v1/enrolled"] = {
      200,
      R"({"devices":[)"
      R"({"device":"c-2","name":"","group":"pilot","in_group":null,"attributes":[],)"
      R"("enrolled":null,"credentials":[],"revoked":null},)"
      R"({"device":"d-1","name":"lap\u001b7","group":"office","in_group":"office",)"
      R"("attributes":[{"name":"model","value":"t14"},{"name":"site","value":"x"}],)"
      R"("enrolled":"2026-01-02T01:00:00Z","credentials":[{"kind":"token","until":null}],)"
      R"("revoked":null,"in_turn":{"one":"10.1.9.3","other":"10.2.0.7",)"
      R"("at":"2026-01-03T00:00:00Z"}},)"
      R"({"device":"d-2","name":"","group":"office","in_group":"default","attributes":[],)"
      R"("enrolled":"2026-01-02T01:00:00Z",)"
      R"("credentials":[{"kind":"certificate","until":"2027-01-02T00:00:00Z"}],"revoked":null},)"
      R"({"device":"d-3","name":"","group":"office","in_group":"office","attributes":[],)"
      R"("enrolled":"2026-01-02T01:00:00Z","credentials":[{"kind":"token","until":null}],)"
      R"("revoked":{"person":"Aino","reason":"stolen","at":"2026-01-03T00:00:00Z"}}],)"
      R"("next":"d-3","enrolments":[{"number":5,"group":"office","name":"",)"
      R"("until":"2026-01-04T00:00:00Z","person":"Aino","at":"2026-01-03T00:00:00Z"}],)"
      R"("in_the_clear":2})"};
  CHECK(relay.run({"devices", "enrolled"}).out ==
        "DEVICE  NAME        ENROLLED              FOR                       ATTRIBUTES        "
        "KNOWN BY\n"
        "c-2     -           -                     pilot                     -                 the "
        "organisation's certificate\n"
        "d-1     lap\\u001b7  2026-01-02 01:00 UTC  office                    model=t14 site=x  "
        "token\n"
        "d-2     -           2026-01-02 01:00 UTC  office, but in 'default'  -                 "
        "certificate until 2027-01-02 00:00 UTC\n"
        "d-3     -           2026-01-02 01:00 UTC  office                    -                 "
        "revoked by Aino since 2026-01-03 00:00 UTC: stolen\n"
        "d-1 is shown from 10.1.9.3 and 10.2.0.7 in turn, last at 2026-01-03 00:00 UTC: two "
        "devices may have its credential\n"
        "there are more: --after d-3\n"
        "enrolment 5 for 'office' may be used until 2026-01-04 00:00 UTC, by Aino\n"
        "credentials came to the plain door 2 times, where they do not count and anybody may have "
        "read them\n");
  relay.replies["GET /api/v1/enrolled"] = {
      200, R"({"devices":[],"next":null,"enrolments":[],"in_the_clear":0})"};
  CHECK(relay.run({"devices", "enrolled"}).out == "no device has enrolled\n");
}
