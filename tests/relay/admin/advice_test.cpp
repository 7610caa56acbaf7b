#include "relay/admin/advice.h"

#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using tests::ADesk;
using tests::json_of;

namespace {

/// Office asks that pilot shows less than 1 % of failures.
struct AnAdvisor : ADesk {
  AnAdvisor() {
    office().gate->failed = policy::BasisPoints{100};
    office().gate->mark = {36};
  }
  Value ask(const std::string& query = "") { return json_of(get("/api/v1/advice", query)); }
  /// In seven days, of clamav in pilot.
  void seen(std::uint64_t count) {
    auto evidence = std::make_shared<relay::ledger::Evidence>();
    (*evidence)[{tests::feed("clamav"), tests::group("pilot")}].seen = count;
    revision.evidence = evidence;
  }
};

}  // namespace

TEST_CASE("a pilot of five is told what it can see", "[admin][advice]") {
  AnAdvisor desk;
  desk.seen(5);
  const auto answer = desk.ask();
  CHECK(answer["fault"].text() == "5%");
  REQUIRE(answer["gates"].items().size() == 1);
  const auto& gate = answer["gates"].items()[0];
  CHECK(gate["feed"].text() == "clamav");
  CHECK(gate["path"].text() == "intelligence");
  CHECK(gate["stage"].number() == 2);
  CHECK(gate["line"].number() == 36);
  CHECK(gate["group"].text() == "pilot");
  CHECK(gate["devices"].number() == 5);
  CHECK(gate["sees"].text() == "22.6%");
  CHECK(gate["stops"].text() == "22.6%");
  CHECK(gate["asks_evidence"].truth());
  CHECK(gate["wanted"].number() == 59);
  CHECK(gate["small"].truth());
  CHECK(
      gate["sentence"].text() ==
      "'pilot': a 5-device pilot sees a 5% fault only 22.6% of the time; 59 devices see it 95% of "
      "the time");
}

TEST_CASE("a pilot that nobody has counted is asked about by hand", "[admin][advice]") {
  AnAdvisor desk;
  const auto unknown = desk.ask()["gates"].items().at(0);
  CHECK(unknown["devices"].null());
  CHECK(unknown["sees"].null());
  CHECK_FALSE(unknown["small"].truth());
  CHECK(unknown["sentence"].text() ==
        "'pilot': none of its devices has been seen yet; 59 see a 5% fault 95% of the time");
  const auto by_hand = desk.ask("devices=200&fault=1%25");
  CHECK(by_hand["fault"].text() == "1%");
  CHECK(
      by_hand["gates"].items().at(0)["sentence"].text() ==
      "'pilot': a 200-device pilot sees a 1% fault only 86.6% of the time; 299 devices see it 95% "
      "of the time");
}

TEST_CASE("stages that come later than the ceiling are marked", "[admin][advice]") {
  AnAdvisor desk;
  auto& path = desk.revision.document.paths[0];
  path.freshness = policy::Freshness{.ceiling = 4h};
  const auto journey = desk.ask()["journeys"].items().at(0);
  CHECK(journey["path"].text() == "intelligence");
  CHECK(journey["ceiling"].text() == "4h");
  REQUIRE(journey["stages"].items().size() == 2);
  const auto& second = journey["stages"].items()[1];
  CHECK(second["groups"].text() == "office, default");
  CHECK(second["opens"].text() == "4h");
  CHECK(second["everybody"].text() == "4h");
  CHECK_FALSE(second["over"].truth());
  path.freshness->ceiling = 4h - 1s;
  CHECK(desk.ask()["journeys"].items().at(0)["stages"].items()[1]["over"].truth());
}

TEST_CASE("more devices than any pilot has are refused", "[admin][advice]") {
  AnAdvisor desk;
  CHECK(desk.get("/api/v1/advice", "devices=10000000").status == 200);
  const auto refused = desk.get("/api/v1/advice", "devices=10000001");
  CHECK(refused.status == 400);
  CHECK(json_of(refused)["detail"].text() == "a pilot has at most 10000000 devices");
}

TEST_CASE("advice on what there is not is refused", "[admin][advice]") {
  AnAdvisor desk;
  CHECK(desk.get("/api/v1/advice", "feed=nobody").status == 404);
  for (const char* const query : {"devices=0", "devices=-1", "fault=0%25", "fault=5", "fault=x"}) {
    CAPTURE(query);
    CHECK(desk.get("/api/v1/advice", query).status == 400);
  }
}
