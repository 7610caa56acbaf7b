#include "relay/admin/calendars.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"
#include "tests/support/zones.h"

using namespace std::chrono_literals;
using relay::json::write;
using tests::AWaitingDesk;
using tests::json_of;

namespace {

policy::CalendarPtr nights() {
  return std::make_shared<const policy::Calendar>(
      policy::Calendar{.name = "night",
                       .zone = tests::berlin(),
                       .open = {{.at = 22h, .lasts = 8h}},
                       .closed = {{.from = tests::wall("2026-01-06T00:00:00"),
                                   .until = tests::wall("2026-01-07T00:00:00"),
                                   .why = "Epiphany",
                                   .mark = {4}}},
                       .mark = {3}});
}

}  // namespace

TEST_CASE("calendars tell when they are open and what closes them and for whom",
          "[admin][calendars]") {
  AWaitingDesk desk;
  auto& document = desk.revision.document;
  document.calendars = {nights()};
  document.paths[0].stages[1].window = document.calendars[0];
  desk.now = tests::utc("2026-01-04T12:00:00Z");
  const auto answer = json_of(desk.get("/api/v1/calendars", "days=2"));
  CHECK(answer["now"].text() == "2026-01-04T12:00:00Z");
  CHECK(answer["until"].text() == "2026-01-06T12:00:00Z");
  REQUIRE(answer["calendars"].items().size() == 1);
  CHECK(write(answer["calendars"].items()[0]) ==
        R"({"name":"night","zone":"Europe/Berlin","line":3,"from":"2026-01-03T23:00:00Z",)"
        R"("open":false,"changes":"2026-01-04T21:00:00Z","why":"outside its hours",)"
        R"("windows":[{"from":"2026-01-03T23:00:00Z","until":"2026-01-04T05:00:00Z"},)"
        R"({"from":"2026-01-04T21:00:00Z","until":"2026-01-05T05:00:00Z"},)"
        R"({"from":"2026-01-05T21:00:00Z","until":"2026-01-05T23:00:00Z"}],)"
        R"("closed":[{"from":"2026-01-05T23:00:00Z","until":"2026-01-06T23:00:00Z",)"
        R"("kind":"blackout","why":"Epiphany","line":4}],"cut":false,)"
        R"("groups":["office","default"],"feeds":["clamav"]})");
}

TEST_CASE("a calendar that is open says no reason and until when", "[admin][calendars]") {
  AWaitingDesk desk;
  desk.revision.document.calendars = {nights()};
  desk.now = tests::utc("2026-01-04T21:00:00Z");
  const auto told = json_of(desk.get("/api/v1/calendars"))["calendars"].items().at(0);
  CHECK(told["open"].truth());
  CHECK(told["changes"].text() == "2026-01-05T05:00:00Z");
  CHECK(told["why"].null());
  CHECK(told["groups"].items().empty());
}

TEST_CASE("calendars are told fourteen days ahead and at most ninety-two", "[admin][calendars]") {
  AWaitingDesk desk;
  const auto until = [&](const char* query) {
    return json_of(desk.get("/api/v1/calendars", query))["until"].text();
  };
  CHECK(until("") == policy::rfc3339(desk.now + 14 * 24h));
  CHECK(until("days=92") == policy::rfc3339(desk.now + 92 * 24h));
  const auto far = desk.get("/api/v1/calendars", "days=93");
  CHECK(far.status == 400);
  CHECK(json_of(far)["detail"].text() == "calendars are told at most 92 days ahead");
}
