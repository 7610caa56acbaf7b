#include "relay/admin/stop_acts.h"

#include "relay/catalog/halts.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using relay::json::write;
using tests::AWaitingDesk;
using tests::json_of;

namespace {

/// 4 was halted: pilot fell silent.
struct AHaltedDesk : AWaitingDesk {
  AHaltedDesk() {
    state.write([&](relay::db::Transaction& tx) {
      relay::catalog::halt(tx, tests::feed("clamav"), {2}, tests::group("pilot"),
                           {.at = now, .reason = "silence 9 of 20"});
    });
    turn();
  }
};

std::string said(tests::ADesk& desk, const std::string& path, const std::string& body) {
  const auto response = desk.post(path, body);
  const auto json = json_of(response);
  if (response.status == 200) return json["sentence"].text();
  return std::to_string(response.status) + ": " + json["detail"].text();
}

}  // namespace

TEST_CASE("a pause holds one release in the named groups until it is resumed", "[admin][acts]") {
  AWaitingDesk desk;
  const std::string office = R"({"groups":["office"],"version":"4","reason":"the printer hangs"})";
  CHECK(desk.said("pause", office) == "paused 4 for office");
  CHECK_THAT(desk.why("office"), Catch::Contains("paused by ann: the printer hangs"));
  CHECK(desk.said("pause", office) == "409: there is no group in which 4 could be paused");
  CHECK(desk.said("pause", R"({"groups":["pilot"],"version":"4","reason":"x"})") ==
        "409: all of 'pilot' has 4 already: block it, or pin an older release");
  CHECK(desk.said("resume", office) == "resumed 4 for office");
  CHECK_THAT(desk.why("office"), !Catch::Contains("paused"));
  CHECK(desk.said("resume", office) == "409: 4 is not paused for office");
  CHECK(desk.said("pause", R"({"groups":"all","reason":"x"})") ==
        "400: version: expected a text, found nothing");
}

TEST_CASE("everything is stopped and let go on by one body", "[admin][acts]") {
  AWaitingDesk desk;
  const std::string path = "/api/v1/stop";
  CHECK(said(desk, path, R"({"reason":"phones ring","lift":true})") == "409: nothing is stopped");
  const auto answer = json_of(desk.post(path, R"({"reason":"phones ring"})"));
  CHECK(answer["sentence"].text() ==
        "everything is stopped: nothing opens or widens until this is lifted");
  CHECK(write(answer["stopped"]) ==
        R"({"person":"ann","reason":"phones ring","at":"2026-01-04T00:00:00Z"})");
  CHECK(desk.last_deed("stop") == "ann: everything: phones ring");
  CHECK(said(desk, path, R"({"reason":"x"})") ==
        "409: everything is stopped already, by ann: phones ring");
  desk.accept("5");
  desk.turn();
  CHECK(desk.served("pilot") == "4");
  CHECK(said(desk, path, R"({"reason":"found it","lift":true})") ==
        "the stop of everything is lifted");
  CHECK(desk.served("pilot") == "5");
  CHECK(said(desk, path, R"({"lift":1,"groups":"all"})") ==
        "400: groups: unknown; reason: expected a text, found nothing; "
        "lift: expected true or false, found a number");
}

TEST_CASE("a stop that is recorded is done whatever becomes of the turn", "[admin][acts]") {
  AWaitingDesk desk;
  desk.state.write(
      [](relay::db::Transaction& tx) { tx.run("ALTER TABLE approval RENAME TO unreadable"); });
  CHECK_THAT(said(desk, "/api/v1/stop", R"({"reason":"phones ring"})"),
             Catch::StartsWith("everything is stopped: nothing opens or widens until this is "
                               "lifted; this is recorded, but what follows from it waits for the "
                               "next turn: ") &&
                 Catch::Contains("approval"));
  CHECK(desk.last_deed("stop") == "ann: everything: phones ring");
}

TEST_CASE("a halt is acknowledged as a block and its fix is named later", "[admin][acts]") {
  AHaltedDesk desk;
  CHECK(desk.served("pilot") == "3");
  const std::string block =
      R"({"groups":"all","version":"4","decision":"block","reason":"it kills"})";
  CHECK(desk.said("acknowledge", block) == "the halt of 4 is acknowledged: block");
  CHECK(desk.said("acknowledge", block) == "409: the halt of 4 is acknowledged so already: block");
  desk.accept("5");
  desk.turn();
  CHECK_THAT(desk.why("office"), Catch::Contains("nobody has named the release that is the fix"));
  CHECK(desk.said("acknowledge", R"({"groups":"all","version":"4","decision":"block",)"
                                 R"("fixed_by":"5","reason":"the vendor says so"})") ==
        "the halt of 4 is acknowledged: block, fixed by 5");
  CHECK_THAT(desk.why("office"), !Catch::Contains("halted"));
}

TEST_CASE("a halt is acknowledged by letting the release go on", "[admin][acts]") {
  AHaltedDesk desk;
  CHECK(desk.said("acknowledge",
                  R"({"groups":["pilot"],"version":"4","decision":"resume",)"
                  R"("reason":"it was the power"})") == "the halt of 4 is acknowledged: resume");
  CHECK(desk.served("pilot") == "4");
}

TEST_CASE("an acknowledgement decides one of two things", "[admin][acts]") {
  AHaltedDesk desk;
  CHECK(
      desk.said("acknowledge", R"({"groups":"all","version":"4","decision":"ok","reason":"x"})") ==
      "400: decision: expected \"resume\" or \"block\"");
  CHECK(desk.said("acknowledge", R"({"groups":"all","version":"4","fixed_by":5,"reason":"x"})") ==
        "400: decision: expected a text, found nothing; "
        "fixed_by: expected a text, found a number");
  CHECK(desk.said("acknowledge", R"({"groups":"all","version":"3","decision":"block",)"
                                 R"("reason":"x"})") == "409: 3 was not halted for all groups");
}

TEST_CASE("a clock is confirmed while it is not trusted and no longer", "[admin][acts]") {
  AWaitingDesk desk;
  const std::string path = "/api/v1/clock/confirm";
  CHECK(said(desk, path, R"({"reason":"checked"})") == "409: it is trusted");
  CHECK(desk.confirmed.empty());
  desk.suspect = "set back by 2h";
  CHECK(said(desk, path, R"({"reason":" "})") ==
        "400: reason: expected one line of 1 to 500 characters");
  CHECK(said(desk, path, R"({"reason":"checked"})") ==
        "the clock is confirmed: it is 2026-01-04 00:00 UTC");
  REQUIRE(desk.confirmed.size() == 1);
  CHECK(desk.confirmed[0].actor == "ann");
  CHECK(desk.confirmed[0].reason == "checked");
  CHECK(desk.confirmed[0].at == desk.now);
}
