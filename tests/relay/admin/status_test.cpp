#include "relay/admin/status.h"

#include "relay/catalog/halts.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using relay::json::write;
using tests::AWaitingDesk;
using tests::day;
using tests::json_of;

namespace {

Value status(tests::ADesk& desk) {
  return json_of(desk.get("/api/v1/status"));
}
Value clamav(tests::ADesk& desk) {
  return status(desk)["feeds"].items().front();
}
Value office(tests::ADesk& desk) {
  return clamav(desk)["groups"].items().at(1);
}

}  // namespace

TEST_CASE("status names the relay and the zones of its policy", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(status(desk)["name"].text() == "relay-7");
  CHECK(status(desk)["zones"].items().empty());
  policy::Calendar night{.name = "night"};
  policy::Calendar helsinki{.name = "helsinki", .zone = {.name = "Europe/Helsinki"}};
  for (const auto& calendar : {helsinki, night, helsinki}) {
    desk.revision.document.calendars.push_back(std::make_shared<const policy::Calendar>(calendar));
  }
  CHECK(write(status(desk)["zones"]) == R"(["Europe/Helsinki","UTC"])");
}

TEST_CASE("status says that everything is stopped", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(status(desk)["stopped"].null());
  desk.post("/api/v1/stop", R"({"reason":"phones ring"})");
  CHECK(status(desk)["stopped"]["person"].text() == "ann");
  CHECK(status(desk)["stopped"]["reason"].text() == "phones ring");
}

TEST_CASE("status shows halts until they are acknowledged and their fix is named",
          "[admin][status]") {
  AWaitingDesk desk;
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::halt(tx, tests::feed("clamav"), {2}, tests::group("pilot"),
                         {.at = desk.now, .reason = "silence 9 of 20"});
  });
  desk.turn();
  desk.accept("5");
  const auto halts = [&desk] { return clamav(desk)["halts"].items().size(); };
  const auto acknowledge = [&desk](const std::string& decision) {
    return desk.said("acknowledge", R"({"groups":"all","version":"4","reason":"x",)" + decision);
  };
  CHECK(halts() == 1);
  acknowledge(R"("decision":"block"})");
  CHECK(halts() == 1);
  acknowledge(R"("decision":"block","fixed_by":"5"})");
  CHECK(halts() == 0);
  acknowledge(R"("decision":"resume"})");
  CHECK(halts() == 0);
}

TEST_CASE("status shows pauses and bypasses in force", "[admin][status]") {
  AWaitingDesk desk;
  desk.revision.single_person = true;
  desk.revision.document.bypass = {.normal = {{.role = "boss"}}, .at_most = 24h};
  const std::string office_4 = R"("groups":["office"],"version":"4","reason":"x"})";
  desk.said("pause", "{" + office_4);
  CHECK(clamav(desk)["pauses"].items().size() == 1);
  desk.said("resume", "{" + office_4);
  CHECK(clamav(desk)["pauses"].items().empty());

  desk.said("bypass", R"({"skip":["approval"],"for":"2h",)" + office_4);
  CHECK(clamav(desk)["bypasses"].items().size() == 1);
  desk.now += 3h;
  CHECK(clamav(desk)["bypasses"].items().size() == 1);
  desk.said("review", R"({"bypass":1,"reason":"x"})");
  CHECK(clamav(desk)["bypasses"].items().empty());
}

TEST_CASE("a bypass that nobody granted in time is no longer shown", "[admin][status]") {
  AWaitingDesk desk;
  desk.revision.document.bypass = {.normal = {{.role = "boss"}}, .at_most = 24h};
  desk.said("bypass", R"({"groups":"all","version":"4","skip":["approval"],"for":"2h",)"
                      R"("reason":"x"})");
  desk.now += 2h - 1s;
  CHECK(clamav(desk)["bypasses"].items().size() == 1);
  desk.now += 1s;
  CHECK(clamav(desk)["bypasses"].items().empty());
}

TEST_CASE("status names releases that are not good and why", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(write(clamav(desk)["doubted"]) == "[]");
  desk.said("quarantine", R"({"version":"4","reason":"odd bytes"})");
  CHECK(write(clamav(desk)["doubted"]) ==
        R"([{"version":"4","sequence":2,"standing":"quarantined","reason":"odd bytes"}])");
}

TEST_CASE("status counts how long a group has waited against its ceiling", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(office(desk)["freshness"].null());
  desk.revision.document.paths[0].freshness = policy::Freshness{.ceiling = 240h};
  desk.now = day(10) - 1s;
  CHECK(write(office(desk)["freshness"]) ==
        R"({"sentence":"waiting for 4 since 2026-01-03 00:00 UTC; the ceiling of 10d is reached )"
        R"(at 2026-01-13 00:00 UTC","version":"4","since":"2026-01-03T00:00:00Z",)"
        R"("ceiling_at":"2026-01-13T00:00:00Z","alarm":false,"reached":false})");
  desk.now = day(10);
  CHECK(office(desk)["freshness"]["alarm"].truth());
  CHECK_FALSE(office(desk)["freshness"]["reached"].truth());
  desk.now = day(12);
  CHECK(office(desk)["freshness"]["reached"].truth());
  CHECK_THAT(office(desk)["freshness"]["sentence"].text(),
             Catch::EndsWith("the ceiling of 10d was reached at 2026-01-13 00:00 UTC"));
  CHECK(clamav(desk)["groups"].items().front()["freshness"].null());
}

TEST_CASE("status shows how far a release has come in each group", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(write(office(desk)["rollouts"]) ==
        R"([{"version":"4","sequence":2,"state":"waiting","reached":null,"opened":null,)"
        R"("settled":null},{"version":"3","sequence":1,"state":"settled","reached":"100%",)"
        R"("opened":"2026-01-02T00:00:00Z","settled":"2026-01-02T00:00:00Z"}])");
  desk.office().ramp = {{{500}, 4h}, {policy::kEverybody, 0s}};
  desk.revise();
  desk.said("approve", R"({"groups":["office"],"version":"4","reason":"x"})");
  const Value newest = office(desk)["rollouts"].items().front();
  CHECK(newest["state"].text() == "open");
  CHECK(newest["reached"].text() == "5%");
}

TEST_CASE("status says what each door has seen", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(write(status(desk)["doors"]) == "[]");
  desk.doors = {{.name = "endpoints",
                 .url = "http://127.0.0.1:8080",
                 .limits = {.connections = 100, .connections_per_address = 10},
                 .counts = {.connections = 1,
                            .accepted = 2,
                            .turned_away = 3,
                            .handshakes_failed = 4,
                            .refused = 5,
                            .answered = {0, 0, 6, 7, 8, 9},
                            .sent = 10}},
                {.name = "admin"}};
  REQUIRE(status(desk)["doors"].items().size() == 2);
  CHECK(write(status(desk)["doors"].items().front()) ==
        R"({"door":"endpoints","url":"http://127.0.0.1:8080","connections":1,"limit":100,)"
        R"("limit_by_address":10,"accepted":2,"turned_away":3,"handshakes_failed":4,"refused":5,)"
        R"("answered":{"2xx":6,"3xx":7,"4xx":8,"5xx":9},"sent":10})");
}

TEST_CASE("status counts the devices that each group has shown", "[admin][status]") {
  AWaitingDesk desk;
  CHECK(office(desk)["seen"].number() == 0);
  auto evidence = std::make_shared<relay::ledger::Evidence>();
  (*evidence)[{tests::feed("clamav"), tests::group("office")}].seen = 12;
  desk.revision.evidence = evidence;
  CHECK(office(desk)["seen"].number() == 12);
  CHECK(clamav(desk)["groups"].items().front()["seen"].number() == 0);
}
