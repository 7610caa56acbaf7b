#include "tests/relay/app/cli/a_relay.h"

using tests::cli::ARelay;
using tests::cli::call_of;
using tests::cli::refusal;

TEST_CASE("a token for programs is made with what it is good for and its end", "[cli][people]") {
  CHECK(call_of({"tokens", "make", "ci", "--scopes", "look,operate", "--days", "90", "--reason",
                 "the build"}) ==
        R"(POST /api/v1/session/tokens {"name":"ci","scopes":["look","operate"],"days":90,)"
        R"("reason":"the build"})");
  CHECK(refusal({"tokens", "make", "ci", "--days", "1", "--reason", "x"}) ==
        "what it is good for is missing: --scopes look,operate; 'sluice tokens make --help' says "
        "how it is written");
  CHECK(refusal({"tokens", "make", "ci", "--scopes", "look", "--reason", "x"}) ==
        "how long it lasts is missing: --days 90; 'sluice tokens make --help' says how it is "
        "written");
  CHECK(refusal({"tokens", "make", "ci", "--scopes", "look", "--days", "0", "--reason", "x"}) ==
        "'0' is not a number of days: whole, from 1");
  CHECK(refusal({"tokens", "make", "ci", "--scopes", "look", "--days", "1"}) ==
        "the reason is missing: --reason TEXT goes into the audit; 'sluice tokens make --help' "
        "says how it is written");
}

TEST_CASE("a token is shown once and revoked by its number", "[cli][people]") {
  ARelay relay;
  relay.replies["POST /api/v1/session/tokens"] = {
      200, R"({"sentence":"token 7, which is shown this once","token":"sluice_api_x","number":7})"};
  CHECK(
      relay.run({"tokens", "make", "ci", "--scopes", "look", "--days", "1", "--reason", "x"}).out ==
      "token 7, which is shown this once:\n\n  sluice_api_x\n");
  CHECK(call_of({"tokens", "revoke", "7"}) == "DELETE /api/v1/session/tokens/7");
  CHECK(refusal({"tokens", "revoke", "seven"}) == "'seven' is not the number of a token");
}

TEST_CASE("one's tokens are listed", "[cli][people]") {
  ARelay relay;
  relay.replies["GET /api/v1/session/tokens"] = {200, R"({"tokens":[]})"};
  CHECK(relay.run({"tokens"}).out == "you have no token for programs\n");
  relay.replies["GET /api/v1/session/tokens"] = {
      200, R"({"tokens":[{"number":7,"name":"ci\u001b","scopes":["look","operate"],)"
           R"("until":"2026-04-02T00:00:00Z"}]})"};
  CHECK(relay.run({"tokens"}).out ==
        "TOKEN  NAME      GOOD FOR       UNTIL\n"
        "7      ci\\u001b  look, operate  2026-04-02 00:00 UTC\n");
}
