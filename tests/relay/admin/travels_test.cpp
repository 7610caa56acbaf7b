#include "relay/admin/travels.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using relay::json::write;
using tests::AWaitingDesk;
using tests::json_of;
using tests::sentence_of;

namespace {

Value journey(tests::ADesk& desk, const std::string& version) {
  return json_of(desk.get("/api/v1/feeds/clamav/journey", "version=" + version));
}
std::string way(tests::ADesk& desk, const std::string& version) {
  std::string all;
  const auto answer = journey(desk, version);
  for (const Value& group : answer["groups"].items()) {
    all += group["group"].text() + " " + group["state"].text() + ", ";
  }
  return all;
}

}  // namespace

TEST_CASE("a release's way names every group with its state", "[admin][journey]") {
  AWaitingDesk desk;
  CHECK(way(desk, "4") == "pilot settled, office waiting, default waiting, ");
  CHECK(way(desk, "3") == "pilot superseded, office settled, default settled, ");
  const auto answer = journey(desk, "4");
  CHECK(answer["sequence"].number() == 2);
  const auto& pilot = answer["groups"].items()[0];
  CHECK(pilot["how"].text() == "rules");
  CHECK(pilot["opened"].text() == "2026-01-03T00:00:00Z");
  CHECK(pilot["settled"].text() == "2026-01-03T00:00:00Z");
  CHECK(write(pilot["steps"]) == R"([{"to":"100%","at":"2026-01-03T00:00:00Z"}])");
  CHECK(pilot["since"].text() == "2026-01-03T00:00:00Z");
  CHECK(pilot["reasons"].items().empty());
  CHECK(pilot["takes"].null());
  const auto& office = answer["groups"].items()[1];
  CHECK(office["opened"].null());
  CHECK(office["since"].null());
  CHECK(office["reasons"].items().at(0)["kind"].text() == "unapproved");
  CHECK(journey(desk, "3")["groups"].items()[1]["how"].text() == "adopted");
}

TEST_CASE("what a group never had and has passed was superseded there", "[admin][journey]") {
  AWaitingDesk desk;
  desk.accept("5");
  desk.turn();
  desk.now += 4h;
  desk.turn();
  desk.approve({"office"}, "5");
  CHECK(way(desk, "4") == "pilot superseded, office superseded, default waiting, ");
}

TEST_CASE("a journey counts devices as ledger and telemetry know them", "[admin][journey]") {
  AWaitingDesk desk;
  const relay::telemetry::Contact contact{.address = tests::address("10.1.9.3"),
                                          .group = "pilot",
                                          .feed = "clamav",
                                          .path = "daily.cvd",
                                          .agent = "ClamAV/1.0.7",
                                          .release = {2},
                                          .fresh = true,
                                          .at = desk.now};
  desk.telemetry.pad(0).begin(contact).over({.status = 200, .to_the_end = true});
  desk.telemetry.record(desk.now);
  relay::ledger::Evidence evidence;
  evidence[{tests::feed("clamav"), tests::group("pilot")}] = {
      .experience = {{{2}, {.all = {.taken = 5, .mature = 3, .survived = 2, .silent = 1}}}},
      .seen = 9};
  desk.revision.evidence = std::make_shared<const relay::ledger::Evidence>(evidence);
  const auto pilot = journey(desk, "4")["groups"].items()[0];
  CHECK(pilot["devices"].number() == 9);
  CHECK(pilot["offered"].number() == 1);
  CHECK(pilot["has"].number() == 1);
  CHECK(write(pilot["takes"]) == R"({"taken":5,"mature":3,"survived":2,"confirmed":0,)"
                                 R"("failed":0,"silent":1})");
  const auto before = journey(desk, "3")["groups"].items()[0];
  CHECK(before["has"].number() == 0);
  CHECK(before["takes"].null());
}

TEST_CASE("a journey is of a release that the feed has", "[admin][journey]") {
  AWaitingDesk desk;
  CHECK(sentence_of(desk.get("/api/v1/feeds/clamav/journey")) ==
        "400: which release? Add ?version=…");
  CHECK(sentence_of(desk.get("/api/v1/feeds/clamav/journey", "version=9")) ==
        "404: feed 'clamav' has no release '9'");
}
