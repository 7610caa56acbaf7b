#include "relay/catalog/checks.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using relay::json::write;
using tests::ADesk;
using tests::AWaitingDesk;
using tests::day;
using tests::json_of;

namespace {

void note_check(ADesk& desk) {
  const relay::catalog::CheckRow check{.feed = tests::feed("clamav"),
                                       .at = day(3),
                                       .succeeded = false,
                                       .outcome = "connection refused",
                                       .alarms = {"bytecode: kept 335"},
                                       .succeeded_at = day(2),
                                       .next_attempt = day(3) + 1h,
                                       .failures = 2};
  desk.state.write([&](relay::db::Transaction& tx) { relay::catalog::note_check(tx, check); });
}

void quarantine(ADesk& desk, const std::string& reason) {
  const relay::catalog::QuarantineRow row{.feed = tests::feed("clamav"),
                                          .part = "daily",
                                          .version = "5",
                                          .reason = reason,
                                          .at = desk.now};
  desk.state.write(
      [&](relay::db::Transaction& tx) { relay::catalog::quarantine(tx, row, {.at = desk.now}); });
}

}  // namespace

TEST_CASE("status shows the relay and its feeds at one moment", "[admin][status]") {
  AWaitingDesk desk;
  note_check(desk);
  quarantine(desk, "the signature is wrong");
  desk.suspect = "set back by 2h";
  desk.revision.single_person = true;
  const auto status = json_of(desk.get("/api/v1/status"));
  CHECK(status["version"].text() == "0.1.0");
  CHECK(status["now"] == Value{desk.now});
  CHECK(status["revision"].number() == 1);
  CHECK(status["single_person"].truth());
  CHECK(status["clock"]["suspect"].text() == "set back by 2h");

  REQUIRE(status["feeds"].items().size() == 1);
  const Value& feed = status["feeds"].items().front();
  CHECK(feed["feed"].text() == "clamav");
  CHECK(feed["class"].text() == "intelligence");
  CHECK(feed["newest"]["version"].text() == "4");
  CHECK(feed["refused"].number() == 1);
  CHECK(write(feed["check"]) ==
        R"({"at":"2026-01-04T00:00:00Z","succeeded":false,"outcome":"connection refused",)"
        R"("alarms":[{"sentence":"bytecode: kept 335"}],"succeeded_at":"2026-01-03T00:00:00Z",)"
        R"("next_attempt":"2026-01-04T01:00:00Z","failures":2})");
  CHECK(write(feed["acts"]) == "[]");
  REQUIRE(feed["groups"].items().size() == 3);
  const Value& office = feed["groups"].items().at(1);
  CHECK(office["group"].text() == "office");
  CHECK(write(office["active"]) ==
        R"({"version":"3","sequence":1,"since":"2026-01-02T00:00:00Z"})");
  CHECK(office["withheld"].number() == 1);
}

TEST_CASE("a feed that was never asked has nothing to show", "[admin][status]") {
  ADesk desk;
  const auto status = json_of(desk.get("/api/v1/status"));
  const Value& feed = status["feeds"].items().front();
  CHECK(status["clock"]["suspect"].null());
  CHECK(feed["newest"].null());
  CHECK(feed["check"].null());
  CHECK(feed["refused"].number() == 0);
  CHECK(feed["groups"].items().front()["active"].null());
}

TEST_CASE("an act in force is shown until it is lifted", "[admin][status]") {
  AWaitingDesk desk;
  desk.said("block", R"({"groups":["pilot"],"version":"4","reason":"bad"})");
  const auto acts = [&] {
    return write(json_of(desk.get("/api/v1/status"))["feeds"].items().front()["acts"]);
  };
  CHECK(acts() == R"([{"kind":"block","group":"pilot","version":"4","person":"ann",)"
                  R"("reason":"bad","at":"2026-01-04T00:00:00Z"}])");
  desk.said("block", R"({"groups":["pilot"],"version":"4","reason":"fine","lift":true})");
  CHECK(acts() == "[]");
}

TEST_CASE("explain gives every reason with the policy's own sentence", "[admin][explain]") {
  AWaitingDesk desk;
  desk.revision.document.paths[0].stages[1].approve[0].mark = {17};
  const auto answer = json_of(desk.get("/api/v1/explain", "feed=clamav&group=office"));
  CHECK(answer["feed"].text() == "clamav");
  CHECK(answer["now"] == Value{desk.now});
  REQUIRE(answer["explanations"].items().size() == 1);
  const Value& office = answer["explanations"].items().front();
  CHECK(office["path"].text() == "intelligence");
  CHECK(office["stage"].number() == 2);
  CHECK(office["active"]["version"].text() == "3");
  REQUIRE(office["newer"].items().size() == 1);
  const Value& newer = office["newer"].items().front();
  CHECK(newer["version"].text() == "4");
  CHECK(newer["sequence"].number() == 2);
  CHECK(newer["standing"].text() == "good");
  CHECK(newer["first_seen"] == Value{day(2)});
  CHECK(write(newer["reasons"]) ==
        R"json([{"rule":"approval","sentence":"nobody has approved it yet (release-manager)",)json"
        R"json("until":null,"line":17,"kind":"unapproved","role":"release-manager",)json"
        R"json("have":0,"need":1,"why":null}])json");
  CHECK(office["left_off"].number() == 0);
  CHECK(office["next_look"].null());
}

TEST_CASE("what time alone will change says when", "[admin][explain]") {
  AWaitingDesk desk;
  desk.now = day(2) + 1h;
  const auto answer = json_of(desk.get("/api/v1/explain", "feed=clamav&group=office"));
  const Value& office = answer["explanations"].items().front();
  CHECK(office["next_look"] == Value{day(2) + 4h});
  const Value& gate = office["newer"].items().front()["reasons"].items().front();
  CHECK(gate["rule"].text() == "gate");
  CHECK(gate["until"] == Value{day(2) + 4h});
}

TEST_CASE("without a group every group is explained in the policy's order", "[admin][explain]") {
  AWaitingDesk desk;
  const auto answer = json_of(desk.get("/api/v1/explain", "feed=clamav"));
  std::vector<std::string> groups;
  for (const Value& one : answer["explanations"].items()) groups.push_back(one["group"].text());
  CHECK(groups == std::vector<std::string>{"pilot", "office", "default"});
}

TEST_CASE("a device is explained by the group that its address is in", "[admin][explain]") {
  AWaitingDesk desk;
  desk.revision.document.groups[1].addresses = {*policy::Network::parse("10.2.0.0/16")};
  const auto group_of = [&](const std::string& query) {
    const auto response = desk.get("/api/v1/explain", "feed=clamav&" + query);
    const auto json = json_of(response);
    return response.status == 200 ? json["explanations"].items().front()["group"].text()
                                  : std::to_string(response.status) + ": " + json["detail"].text();
  };
  CHECK(group_of("device=10.2.0.9") == "office");
  CHECK(group_of("device=10.3.0.9") == "default");
  CHECK(group_of("device=10.2.0.9&group=office") == "office");
  CHECK(group_of("device=10.2.0.9&group=pilot") ==
        "400: device 10.2.0.9 is in group 'office', not in 'pilot'");
  CHECK(
      group_of("device=laptop") ==
      "400: a device is given by its address, such as 10.1.9.3, or by the id that it has enrolled "
      "with");
  CHECK(group_of("group=nobody") ==
        "404: there is no group 'nobody'; there are: pilot, office, default");
  CHECK_THAT(group_of("group=No%20Body"), Catch::StartsWith("400: the name of a group is 1 to 64"));
}

TEST_CASE("explain needs a feed that there is", "[admin][explain]") {
  ADesk desk;
  CHECK(desk.get("/api/v1/explain").status == 400);
  CHECK(desk.get("/api/v1/explain", "feed=").status == 400);
  CHECK(desk.get("/api/v1/explain", "feed=nobody").status == 404);
}

TEST_CASE("a group explains the newest fifty and counts the rest", "[admin][explain]") {
  ADesk desk;
  desk.suspect = "not known";
  const auto pilot = [&] {
    const auto answer = json_of(desk.get("/api/v1/explain", "feed=clamav&group=pilot"));
    return answer["explanations"].items().front();
  };
  for (int number = 1; number <= 50; ++number) desk.accept(std::to_string(number));
  CHECK(pilot()["newer"].items().size() == 50);
  CHECK(pilot()["left_off"].number() == 0);
  desk.accept("51");
  CHECK(pilot()["newer"].items().size() == 50);
  CHECK(pilot()["newer"].items().front()["version"].text() == "51");
  CHECK(pilot()["left_off"].number() == 1);
}

TEST_CASE("releases come newest first and a hundred to a page", "[admin][history]") {
  ADesk desk;
  const auto page = [&](const std::string& query) {
    return json_of(desk.get("/api/v1/feeds/clamav/releases", query));
  };
  for (int number = 1; number <= 100; ++number) desk.accept(std::to_string(number));
  CHECK(page("")["releases"].items().size() == 100);
  CHECK(page("")["next"].null());

  desk.accept("101");
  CHECK(page("")["releases"].items().size() == 100);
  CHECK(page("")["releases"].items().front()["version"].text() == "101");
  CHECK(page("")["next"].text() == "1");
  const auto rest = page("after=1");
  REQUIRE(rest["releases"].items().size() == 1);
  CHECK(rest["next"].null());
  const Value& first = rest["releases"].items().front();
  CHECK(first["version"].text() == "1");
  CHECK_THAT(first["tree"].text(), Catch::StartsWith("sha256:"));
  CHECK(first["evidence"].text() == "transport-only");
  CHECK(first["standing_reason"].null());
  CHECK(first["expires_at"].null());
}

TEST_CASE("a place to go on from is a whole number", "[admin][history]") {
  ADesk desk;
  for (const char* const path : {"/api/v1/audit", "/api/v1/feeds/clamav/releases"}) {
    for (const char* const wrong :
         {"after=0", "after=-1", "after=x", "after=", "after=1x", "after=99999999999999999999"}) {
      CAPTURE(path, wrong);
      CHECK(desk.get(path, wrong).status == 400);
    }
    CHECK(desk.get(path, "after=1").status == 200);
    CHECK(desk.get(path, "after=9223372036854775807").status == 200);
  }
}

TEST_CASE("the audit is read from its newest row down", "[admin][history]") {
  AWaitingDesk desk;
  const auto all = json_of(desk.get("/api/v1/audit"));
  const auto& rows = all["rows"].items();
  REQUIRE(rows.size() > 2);
  CHECK(rows.front()["number"].number() == static_cast<std::int64_t>(rows.size()));
  CHECK(all["next"].null());
  const auto older = json_of(desk.get("/api/v1/audit", "after=2"));
  REQUIRE(older["rows"].items().size() == 1);
  CHECK(older["rows"].items().front() == rows.back());
}

TEST_CASE("a long audit says where it goes on", "[admin][history]") {
  ADesk desk;
  for (int i = 0; i < 150; ++i) desk.said("sync", "{}");
  const auto page = json_of(desk.get("/api/v1/audit"));
  REQUIRE(page["rows"].items().size() == 100);
  const std::int64_t next = page["rows"].items().back()["number"].number();
  CHECK(page["next"].text() == std::to_string(next));
  const auto rest = json_of(desk.get("/api/v1/audit", "after=" + std::to_string(next)));
  CHECK(rest["rows"].items().front()["number"].number() == next - 1);
  CHECK(rest["next"].null());
}

TEST_CASE("what was refused is shown as text", "[admin][history][hostile]") {
  ADesk desk;
  quarantine(desk, "<img src=x onerror=alert(1)>\r\n\x1b[2J");
  const auto response = desk.get("/api/v1/feeds/clamav/refused");
  const auto json = json_of(response);
  REQUIRE(json["refused"].items().size() == 1);
  const Value& row = json["refused"].items().front();
  CHECK(row["part"].text() == "daily");
  CHECK(row["reason"].text() == "<img src=x onerror=alert(1)>\r\n\x1b[2J");
  CHECK_THAT(tests::text_of(response), Catch::Contains(R"(alert(1)>\r\n\u001b[2J)"));
}
