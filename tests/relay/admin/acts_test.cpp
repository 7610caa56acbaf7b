#include "relay/admin/acts.h"

#include "relay/catalog/checks.h"
#include "tests/relay/admin/a_desk.h"

using tests::ADesk;
using tests::AWaitingDesk;
using tests::json_of;

TEST_CASE("an approval opens the group and the answer shows it", "[admin][acts]") {
  AWaitingDesk desk;
  const auto response = desk.post("/api/v1/feeds/clamav/approve",
                                  R"({"groups":["office"],"reason":"looked at the pilot"})");
  REQUIRE(response.status == 200);
  const auto answer = json_of(response);
  CHECK(answer["sentence"].text() == "approved 4 for office");
  CHECK(answer["explanations"].items().at(1)["group"].text() == "office");
  CHECK(answer["explanations"].items().at(1)["active"]["version"].text() == "4");
  CHECK(desk.served("office") == "4");
  CHECK(desk.served("default") == "3");
}

TEST_CASE("an approval says what it is bound to", "[admin][acts]") {
  AWaitingDesk desk;
  const auto explained = json_of(desk.get("/api/v1/explain", "feed=clamav&group=office"));
  const auto shown = explained["explanations"].items().front()["newer"].items().front()["approval"];
  CHECK(shown["role"].text() == "release-manager");
  const auto answer = json_of(desk.post("/api/v1/feeds/clamav/approve",
                                        R"({"groups":["office","default"],"reason":"looked"})"));
  CHECK(answer["sentence"].text() == "approved 4 for office, default");
  REQUIRE(answer["bound"].items().size() == 2);
  const auto& bound = answer["bound"].items().front();
  CHECK(bound == shown);
  CHECK(bound["group"].text() == "office");
  CHECK(bound["release"].number() == 2);
  CHECK(bound["tree"] == relay::json::Value{desk.view("office").releases()[1].release.tree});
  CHECK(bound["stage"] == relay::json::Value{desk.view("office").rules->digest});
  CHECK(bound["evidence"].text() == "pilot: open to all since 2026-01-03 00:00 UTC");
  CHECK(answer["bound"].items().back()["group"].text() == "default");
}

TEST_CASE("an act is recorded with the administrator and the reason", "[admin][acts][audit]") {
  AWaitingDesk desk;
  CHECK(desk.said("hold", R"({"groups":"all","reason":"incident 7"})") ==
        "hold of clamav for all groups is in force");
  const auto row = desk.audit().front();
  CHECK(row.actor == "ann");
  CHECK(row.at == desk.now);
  CHECK_THAT(row.detail, Catch::Contains("incident 7"));
}

TEST_CASE("a hold is put and lifted for one group", "[admin][acts]") {
  AWaitingDesk desk;
  CHECK(desk.said("hold", R"({"groups":["office"],"reason":"x"})") ==
        "hold of clamav for office is in force");
  CHECK_THAT(desk.why("office"), Catch::Contains("held by ann: x"));
  CHECK_THAT(desk.why("default"), !Catch::Contains("held"));
  CHECK_THAT(desk.said("hold", R"({"groups":["office"],"reason":"y","lift":true})"),
             Catch::Contains("hold of clamav for office"));
  CHECK_THAT(desk.why("office"), !Catch::Contains("held"));
  CHECK_THAT(desk.said("hold", R"({"groups":["office"],"reason":"y","lift":true})"),
             Catch::StartsWith("4"));
}

TEST_CASE("a block and a pin take effect at once", "[admin][acts]") {
  AWaitingDesk desk;
  CHECK(desk.served("pilot") == "4");
  CHECK(desk.said("block", R"({"groups":"all","version":"4","reason":"x"})") ==
        "block of clamav 4 for all groups is in force");
  CHECK(desk.served("pilot") == "3");
  CHECK(desk.said("pin", R"({"groups":["pilot"],"version":"3","reason":"x"})") ==
        "pin of clamav 3 for pilot is in force");
}

TEST_CASE("adopting gives a group what it runs", "[admin][acts]") {
  ADesk desk;
  desk.accept("3");
  CHECK(desk.said("adopt", R"({"groups":["default"],"reason":"what we run"})") ==
        "adopted 3 for default");
  CHECK(desk.served("default") == "3");
}

TEST_CASE("what is unknown is 404 and what cannot be now is 409", "[admin][acts]") {
  AWaitingDesk desk;
  desk.token_of("ann");
  const auto before = desk.audit().size();
  CHECK(desk.said("approve", R"({"groups":["offise"],"reason":"x"})") ==
        "404: the policy has no group 'offise'");
  CHECK(desk.said("pin", R"({"groups":"all","version":"99","reason":"x"})") ==
        "404: feed 'clamav' has no release '99'");
  CHECK(desk.said("approve", R"({"groups":["pilot"],"version":"4","reason":"x"})") ==
        "409: 'pilot' needs no more approval of 4 from ann");
  CHECK(desk.said("hold", R"({"groups":"all","reason":""})") ==
        "400: reason: expected one line of 1 to 500 characters");
  CHECK_THAT(desk.said("hold", ""), Catch::StartsWith("400: not JSON"));
  CHECK(desk.audit().size() == before + 1);  // That ann may not approve it.
  CHECK(desk.audit().front().action == "denied");
}

TEST_CASE("a sync runs one round and says what came of it", "[admin][acts]") {
  AWaitingDesk desk;
  desk.synced = std::string{"accepted 5"};
  CHECK(desk.said("sync", "{}") == "accepted 5");
  CHECK(desk.syncs == std::vector<std::string>{"clamav"});
  CHECK(desk.audit().front().action == "sync asked for");
  desk.synced = policy::Refused{std::string{"a round is under way"}};
  CHECK(desk.said("sync", R"({"reason":"again"})") == "409: a round is under way");
}

TEST_CASE("a sync answers how the last check went and what alarms it left", "[admin][acts]") {
  AWaitingDesk desk;
  const auto check = [&desk] {
    return tests::json_of(desk.post("/api/v1/feeds/clamav/sync", "{}"))["check"];
  };
  CHECK(check().null());

  relay::catalog::CheckRow row{
      .feed = tests::feed("clamav"), .at = desk.now, .succeeded = true, .outcome = "nothing new"};
  const auto note = [&] {
    desk.state.write([&](relay::db::Transaction& tx) { relay::catalog::note_check(tx, row); });
  };
  note();
  CHECK(check()["succeeded"].truth());
  CHECK(check()["alarms"].items().empty());

  row.alarms = {"daily 5: its signature is wrong; not taken"};
  note();
  CHECK(check()["succeeded"].truth());
  REQUIRE(check()["alarms"].items().size() == 1);
  CHECK(check()["alarms"].items()[0]["sentence"].text() == row.alarms[0]);

  row.succeeded = false;
  note();
  CHECK_FALSE(check()["succeeded"].truth());
}

TEST_CASE("an act that was asked for under the revision before is not done", "[admin][acts]") {
  AWaitingDesk desk;
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::revise(tx, "two approvals", tests::digest(2), {.at = desk.now});
  });
  const std::string body = R"({"groups":["office"],"reason":"looked at the pilot"})";
  CHECK(desk.said("approve", body) == "409: the policy has just changed; ask again");
  CHECK(desk.last_deed("approved").empty());
  CHECK(desk.served("office") == "3");
  desk.revision.number = 2;
  CHECK(desk.said("approve", body) == "approved 4 for office");
}

TEST_CASE("hostile text in a reason stays text", "[admin][acts][hostile]") {
  AWaitingDesk desk;
  CHECK(desk.said("hold",
                  R"({"groups":"all","reason":"<img src=x onerror=alert(1)>\u001b[2J\u202e"})") ==
        "hold of clamav for all groups is in force");
  const auto response = desk.get("/api/v1/explain", "feed=clamav&group=office");
  CHECK_THAT(tests::text_of(response),
             Catch::Contains(R"(<img src=x onerror=alert(1)>\u001b[2J\u202e)"));
  CHECK(tests::field_of(response, "Content-Type") == "application/json");
}
