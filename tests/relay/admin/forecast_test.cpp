#include "relay/admin/forecast.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using tests::ADesk;
using tests::json_of;

namespace {

/// 3 is everywhere, 4 was opened to pilot now and bakes there for four hours; nobody need approve.
struct AForecast : ADesk {
  AForecast() {
    office().approve.clear();
    accept("3");
    turn();
    adopt({"office", "default"}, "3");
    now = tests::day(2);
    accept("4");
    turn();
  }
  Value feed(const std::string& query = "") {
    return json_of(get("/api/v1/forecast", query))["feeds"].items().at(0);
  }
};

/// "at sentence (if)" of every event.
std::vector<std::string> told(const Value& feed) {
  std::vector<std::string> all;
  for (const Value& event : feed["events"].items()) {
    all.push_back(event["at"].text() + " " + event["sentence"].text() +
                  (event["if"].null() ? "" : " (" + event["if"].text() + ")"));
  }
  return all;
}

}  // namespace

TEST_CASE("a forecast says what will open when in order of time", "[admin][forecast]") {
  AForecast desk;
  const auto answer = json_of(desk.get("/api/v1/forecast"));
  CHECK(answer["until"].text() == policy::rfc3339(desk.now + 720h));
  const auto& feed = answer["feeds"].items().at(0);
  CHECK(feed["feed"].text() == "clamav");
  CHECK_FALSE(feed["cut"].truth());
  CHECK(told(feed) == std::vector<std::string>{"2026-01-03T04:00:00Z opened 4 → office",
                                               "2026-01-03T04:00:00Z opened 4 → default"});
  const auto& event = feed["events"].items()[0];
  CHECK(event["group"].text() == "office");
  CHECK(event["what"].text() == "open");
  CHECK(event["version"].text() == "4");
  CHECK(event["to"].text() == "100%");
  CHECK(feed["as_things_are"].items().empty());
  CHECK(feed["if_healthy"].items().empty());
  desk.now = *policy::parse_rfc3339("2026-01-03T04:00:00Z");
  desk.turn();
  CHECK(desk.served("office") == "4");
}

TEST_CASE("a forecast tells what only healthy devices would open", "[admin][forecast]") {
  AForecast desk;
  desk.office().gate->survived = policy::Quota{.devices = 5};
  const auto feed = desk.feed("feed=clamav");
  CHECK(told(feed) ==
        std::vector<std::string>{"2026-01-03T04:00:00Z opened 4 → office (devices stay well)",
                                 "2026-01-03T04:00:00Z opened 4 → default (devices stay well)"});
  REQUIRE(feed["as_things_are"].items().size() == 1);
  const auto& way = feed["as_things_are"].items()[0];
  CHECK(relay::json::write(way["groups"]) == R"(["office","default"])");
  CHECK(way["newer"].items().at(0)["version"].text() == "4");
  CHECK(way["newer"].items().at(0)["reasons"].items().at(0)["rule"].text() == "gate");
  CHECK(feed["if_healthy"].items().empty());
}

TEST_CASE("a forecast of one group and fewer days leaves out the rest", "[admin][forecast]") {
  AForecast desk;
  CHECK(told(desk.feed("group=default")) ==
        std::vector<std::string>{"2026-01-03T04:00:00Z opened 4 → default"});
  desk.office().gate->bake = 24h;
  CHECK(told(desk.feed("days=1")).size() == 2);
  desk.office().gate->bake = 24h + 1s;
  const auto short_one = desk.feed("days=1");
  CHECK(told(short_one).empty());
  CHECK(short_one["as_things_are"].items().at(0)["groups"].items().size() == 2);
}

TEST_CASE("a forecast of what there is not is refused", "[admin][forecast]") {
  AForecast desk;
  CHECK(desk.get("/api/v1/forecast", "feed=nobody").status == 404);
  CHECK(desk.get("/api/v1/forecast", "group=nobody").status == 404);
  CHECK(desk.get("/api/v1/forecast", "days=0").status == 400);
  CHECK(desk.get("/api/v1/forecast", "days=366").status == 200);
  CHECK(desk.get("/api/v1/forecast", "days=367").status == 400);
}
