#include "relay/admin/groups.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::write;
using tests::AWaitingDesk;
using tests::json_of;

TEST_CASE("groups tell what makes their members and how those are", "[admin][groups]") {
  AWaitingDesk desk;
  auto& pilot = desk.revision.document.groups[0];
  pilot.addresses = {*policy::Network::parse("10.1.9.0/24")};
  pilot.devices = {{.enrolled = "pilot", .attributes = {{"model", "t14"}}}};
  pilot.ephemeral = true;
  pilot.reboot_allowance = 72h;
  pilot.mark = {5};
  const auto asks = [&](const char* from, policy::Instant at, int status) {
    const relay::telemetry::Contact contact{.address = tests::address(from),
                                            .group = "pilot",
                                            .feed = "clamav",
                                            .path = "daily.cvd",
                                            .agent = "ClamAV/1.0.7",
                                            .release = {2},
                                            .fresh = status == 200,
                                            .at = at};
    desk.telemetry.pad(0).begin(contact).over({.status = status, .to_the_end = status == 200});
  };
  desk.now = tests::day(10);
  asks("10.1.9.3", desk.now, 200);
  asks("10.1.9.4", desk.now - 168h, 200);
  asks("10.1.9.5", desk.now - 168h - 1s, 404);
  desk.telemetry.record(desk.now);

  const auto answer = json_of(desk.get("/api/v1/groups"));
  CHECK(answer["silent_since"].text() == "2026-01-04T00:00:00Z");
  const auto& groups = answer["groups"].items();
  REQUIRE(groups.size() == 3);
  CHECK(write(groups[0]) ==
        R"({"group":"pilot","line":5,"addresses":["10.1.9.0/24"],)"
        R"("matches":[{"enrolled":"pilot","attributes":[{"name":"model","value":"t14"}]}],)"
        R"("ephemeral":true,"sticky":false,"reboot_allowance":"3d",)"
        R"("stages":[{"path":"intelligence","stage":1}],)"
        R"("devices":3,"silent":1,"failing":1,"behind":1,"never_offered":0})");
  CHECK(groups[1]["stages"].items().at(0)["stage"].number() == 2);
  CHECK(groups[1]["devices"].number() == 0);
}
