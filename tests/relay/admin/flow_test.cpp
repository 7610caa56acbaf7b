#include "relay/admin/flow.h"

#include <algorithm>
#include <atomic>
#include <thread>

#include "relay/catalog/checks.h"
#include "relay/catalog/halts.h"
#include "relay/catalog/rollouts.h"
#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using relay::json::Value;
using relay::json::write;
using tests::AWaitingDesk;
using tests::day;
using tests::json_of;

namespace {

Value flow(tests::ADesk& desk) {
  return json_of(desk.get("/api/v1/flow"));
}
Value clamav_flow(tests::ADesk& desk) {
  return flow(desk)["feeds"].items().at(0);
}
/// Of the groups in a cell: "office default ".
std::string names(const Value& cell) {
  std::string all;
  for (const Value& one : cell["groups"].items()) all += one["group"].text() + " ";
  return all;
}
/// Of that group and those that stand like it.
Value cell(tests::ADesk& desk, std::string_view group) {
  const auto feed = clamav_flow(desk);
  for (const Value& one : feed["cells"].items()) {
    if (names(one).find(group) != std::string::npos) return one;
  }
  FAIL("no cell has the group");
  return {};
}
/// What that group waits for.
Value waits(tests::ADesk& desk, std::string_view group) {
  const auto at = cell(desk, group)["newest"].number();
  return clamav_flow(desk)["waiting"].items().at(static_cast<std::size_t>(at));
}
std::string alarms(tests::ADesk& desk) {
  std::string all;
  const auto answer = flow(desk);
  for (const Value& alarm : answer["alarms"].items()) {
    all += alarm["kind"].text() + ": " + alarm["sentence"].text() + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("the flow tells what each group has and what waits for it", "[admin][flow]") {
  AWaitingDesk desk;
  const auto all = flow(desk);
  CHECK(all["name"].text() == "relay-7");
  CHECK(all["version"].text() == "0.1.0");
  CHECK(write(all["zones"]) == "[]");
  CHECK(all["alarms"].items().empty());
  const auto& feed = all["feeds"].items().at(0);
  CHECK(feed["feed"].text() == "clamav");
  CHECK(feed["newest"]["version"].text() == "4");
  CHECK(write(feed["going_back"]) == R"([{"client":"a client","does":"keeps what it has"}])");
  const auto office = cell(desk, "office");
  CHECK(write(office["groups"]) == R"([{"group":"office","seen":0},{"group":"default","seen":0}])");
  CHECK(office["path"].text() == "intelligence");
  CHECK(office["stage"].number() == 2);
  CHECK(office["active"]["version"].text() == "3");
  CHECK(office["withheld"].number() == 1);
  const auto waiting = waits(desk, "office");
  CHECK(waiting["version"].text() == "4");
  CHECK(write(waiting["approval"]) == R"({"role":"release-manager","asks":[]})");
  const auto& reasons = waiting["reasons"].items();
  REQUIRE(reasons.size() == 1);
  CHECK(reasons[0]["sentence"].text() == "nobody has approved it yet (release-manager)");
  CHECK(reasons[0]["kind"].text() == "unapproved");
  const auto& progress = waiting["progress"].items();
  REQUIRE(progress.size() == 2);
  CHECK(progress[0]["rule"].text() == "gate");
  CHECK(progress[0]["state"].text() == "met");
  CHECK(progress[1]["rule"].text() == "approval");
  CHECK(progress[1]["state"].text() == "waits");
  CHECK(cell(desk, "pilot")["newest"].null());
}

TEST_CASE("groups stand in the order in which a release meets them", "[admin][flow]") {
  AWaitingDesk desk;
  std::ranges::reverse(desk.revision.document.groups);
  desk.revise();
  std::string order;
  const auto feed = clamav_flow(desk);
  for (const Value& one : feed["cells"].items()) order += names(one) + "| ";
  CHECK(order == "pilot | default office | ");
}

TEST_CASE("the flow tells what happens next by time alone", "[admin][flow]") {
  AWaitingDesk desk;
  CHECK(clamav_flow(desk)["next"].null());  // A yes is waited for.
  desk.office().approve.clear();
  desk.office().soak = 72h;
  desk.revise();
  CHECK(write(clamav_flow(desk)["next"]) ==
        R"({"at":"2026-01-06T00:00:00Z","events":[)"
        R"({"group":"office","what":"open","to":"100%","version":"4",)"
        R"("sentence":"opened 4 → office"},)"
        R"({"group":"default","what":"open","to":"100%","version":"4",)"
        R"("sentence":"opened 4 → default"}]})");
  CHECK(cell(desk, "office")["next_look"].text() == "2026-01-06T00:00:00Z");
}

TEST_CASE("a ramp on its way tells where it stands", "[admin][flow]") {
  AWaitingDesk desk;
  desk.revision.document.paths[0].stages[0].ramp = {{.to = policy::BasisPoints{500}, .hold = 4h},
                                                    {}};
  desk.revise();
  desk.accept("5");
  desk.turn();
  const auto pilot = cell(desk, "pilot");
  REQUIRE(pilot["ramping"].items().size() == 1);
  const auto& ramp = pilot["ramping"].items()[0];
  CHECK(ramp["version"].text() == "5");
  CHECK(ramp["reached"].text() == "5%");
  CHECK(ramp["next"].text() == "100%");
  CHECK(ramp["reasons"].items().at(0)["kind"].text() == "ramp-holds");
  CHECK(ramp["progress"].items().at(0)["until"].text() == "2026-01-04T04:00:00Z");
  CHECK(clamav_flow(desk)["next"]["events"].items().at(0)["what"].text() == "widen");
}

TEST_CASE("the flow says what is held and paused and halted", "[admin][flow]") {
  AWaitingDesk desk;
  const auto states = [&](std::string_view group) {
    const auto one = cell(desk, group);
    return std::string{one["held"].truth() ? "held " : ""} +
           (one["paused"].truth() ? "paused " : "") + (one["halted"].truth() ? "halted" : "");
  };
  CHECK(states("office").empty());
  desk.said("hold", R"({"groups":["office"],"reason":"x"})");
  CHECK(states("office") == "held ");
  CHECK(states("default").empty());
  desk.said("hold", R"({"groups":["office"],"lift":true,"reason":"x"})");
  desk.said("pause", R"({"groups":["office"],"version":"4","reason":"x"})");
  CHECK(states("office") == "paused ");
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::halt(tx, tests::feed("clamav"), {2}, tests::group("pilot"),
                         {.at = desk.now, .reason = "silence 9 of 20"});
  });
  desk.turn();
  CHECK(states("pilot") == "halted");
}

TEST_CASE("alarms come first and the gravest before the others", "[admin][flow]") {
  AWaitingDesk desk;
  desk.suspect = "set back by 2h";
  desk.audit_trouble = relay::audit::Trouble{.sentence = "row 7 was changed"};
  const relay::catalog::CheckRow failed{.feed = tests::feed("clamav"),
                                        .at = desk.now,
                                        .succeeded = false,
                                        .outcome = "connection refused",
                                        .alarms = {"the vendor went back to 3"}};
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::note_check(tx, failed);
    relay::catalog::halt(tx, tests::feed("clamav"), {2}, tests::group("pilot"),
                         {.at = desk.now, .reason = "silence 9 of 20"});
  });
  desk.post("/api/v1/stop", R"({"reason":"phones ring"})");
  CHECK(alarms(desk) ==
        "stop: everything is stopped by ann: phones ring\n"
        "clock: the clock is not trusted (set back by 2h), so nothing new opens\n"
        "audit: row 7 was changed\n"
        "halt: halted since 2026-01-04 00:00 UTC: silence 9 of 20\n"
        "check: connection refused\n"
        "vendor: the vendor went back to 3\n");
}

TEST_CASE("content that grows old is an alarm from four fifths of its ceiling on",
          "[admin][flow]") {
  AWaitingDesk desk;
  auto& freshness = desk.revision.document.paths[0].freshness;
  freshness = policy::Freshness{.ceiling = 30h + 2s};
  CHECK(alarms(desk).empty());
  freshness = policy::Freshness{.ceiling = 30h};
  const auto all = flow(desk)["alarms"].items();
  REQUIRE(all.size() == 2);
  CHECK(all[0]["kind"].text() == "freshness");
  CHECK(all[0]["group"].text() == "office");
  CHECK(all[0]["version"].text() == "4");
  CHECK(all[0]["at"].text() == "2026-01-04T06:00:00Z");
  CHECK(all[1]["group"].text() == "default");
}

TEST_CASE("a release in doubt is an alarm while somebody waits for it", "[admin][flow]") {
  AWaitingDesk desk;
  const auto doubt = [&](std::uint64_t release) {
    desk.state.write([&](relay::db::Transaction& tx) {
      relay::catalog::set_standing(tx, tests::feed("clamav"), {release}, policy::Standing::Suspect,
                                   {.at = desk.now, .reason = "it vanished"});
    });
  };
  doubt(1);
  CHECK(alarms(desk).empty());
  doubt(2);
  CHECK(alarms(desk) == "doubt: suspect: it vanished\n");
}

// Hidden, because how long it takes is the machine's: relay_admin_tests "[bench]" prints it.
TEST_CASE("the flow of five feeds and two hundred groups", "[.][bench]") {
  tests::ADesk desk;
  auto& document = desk.revision.document;
  document.groups.clear();
  document.feeds.clear();
  auto& stages = document.paths[0].stages;
  stages = {stages[0], stages[1], stages[1], stages[1]};
  for (auto& stage : stages) stage.groups.clear();
  for (int i = 0; i < 200; ++i) {
    const auto id = tests::group(i == 199 ? "default" : ("g" + std::to_string(i)).c_str());
    document.groups.push_back({id});
    stages[static_cast<std::size_t>(i / 50)].groups.push_back(id);
  }
  for (int i = 0; i < 5; ++i) {
    const std::string name = i == 0 ? "clamav" : "feed-" + std::to_string(i);
    document.feeds.push_back({tests::feed(name.c_str()), policy::ContentClass::Intelligence});
    for (unsigned release = 1; release <= 10; ++release) {
      desk.state.write([&](relay::db::Transaction& tx) {
        relay::catalog::accept(tx,
                               {.feed = tests::feed(name.c_str()),
                                .version = tests::version(std::to_string(release)),
                                .tree = tests::digest(release),
                                .content = policy::ContentClass::Intelligence},
                               {.at = desk.now});
      });
    }
  }
  desk.revise();
  desk.turn();
  desk.now += 5h;
  const auto begun = std::chrono::steady_clock::now();
  const auto answer = desk.get("/api/v1/flow");
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::steady_clock::now() - begun);
  CHECK(answer.status == 200);
  WARN(took.count() << " ms, " << tests::text_of(answer).size() << " bytes");
}

TEST_CASE("what waits is told with some reasons of a kind and counts the others", "[admin][flow]") {
  AWaitingDesk desk;
  auto& document = desk.revision.document;
  auto& stages = document.paths[0].stages;
  for (const char* const name : {"lab-1", "lab-2", "lab-3", "lab-4"}) {
    document.groups.insert(document.groups.begin(), {tests::group(name)});
    stages[0].groups.push_back(tests::group(name));
  }
  desk.revise();
  desk.turn();
  const auto gates = [](const Value& withheld) {
    return std::ranges::count_if(withheld["reasons"].items(),
                                 [](const Value& one) { return one["rule"].text() == "gate"; });
  };
  const auto explained = json_of(desk.get("/api/v1/explain", "feed=clamav&group=office"));
  const auto& office = explained["explanations"].items().at(0);
  CHECK(gates(office["newer"].items().at(0)) == 4);
  CHECK(gates(waits(desk, "office")) == 3);
  CHECK(waits(desk, "office")["more_reasons"].number() == 1);
}

TEST_CASE("who asks for the flow with others gets what is in force since he asked",
          "[admin][flow][threads]") {
  AWaitingDesk desk;
  const auto caller = desk.people.caller({.bearer = desk.token_of("ann")}, desk.now);
  std::atomic<std::int64_t> number{1};
  std::atomic<bool> stale{false};
  auto parts = desk.parts;
  parts.revision = [&] {
    auto revision = desk.revision;
    revision.number = number;
    return revision;
  };
  relay::admin::Shared shared{desk.state};
  const auto look = [&] {
    for (int i = 0; i < 20; ++i) {
      const std::int64_t mine = ++number;
      relay::http::Request request;
      request.path = "/api/v1/flow";
      request.now = desk.now + std::chrono::seconds{mine};
      const auto answer = json_of(relay::admin::dispatch(
          parts, shared, request, relay::admin::find_route(request), &*caller));
      const bool early = answer["now"].text() < policy::rfc3339(request.now);
      if (early || answer["revision"].number() < mine) stale = true;
    }
  };
  std::vector<std::thread> all;
  for (int i = 0; i < 4; ++i) all.emplace_back(look);
  for (std::thread& one : all) one.join();
  CHECK_FALSE(stale);
}

TEST_CASE("what ails the machine is an alarm", "[admin][flow]") {
  AWaitingDesk desk;
  CHECK(alarms(desk).empty());
  desk.machine.disk = {.free = 1, .keep_free = 1, .sentence = "1 byte is free"};
  desk.machine.doors = {{.name = "endpoints"},
                        {.name = "admin",
                         .certificate = relay::admin::DoorCertificate{
                             .from = day(1), .until = desk.now + 30 * 24h + 1s}}};
  CHECK(alarms(desk) == "disk: 1 byte is free\n");
  desk.machine.disk.free = 2;
  desk.now += 1s;
  CHECK(alarms(desk) ==
        "certificate: the certificate of the door 'admin': it ends 2026-02-03 00:00:01 UTC\n");
}

TEST_CASE("groups that stand alike share a cell as those that wait alike share what for",
          "[admin][flow]") {
  AWaitingDesk desk;
  const auto cells = [&] {
    std::string all;
    const auto feed = clamav_flow(desk);
    for (const Value& one : feed["cells"].items()) {
      all += names(one) + "waits for " + write(one["newest"]) + ", ";
    }
    return all + "of " + std::to_string(feed["waiting"].items().size());
  };
  CHECK(cells() == "pilot waits for null, office default waits for 0, of 1");
  desk.said("pin", R"({"groups":["office"],"version":"3","reason":"x"})");
  CHECK(cells() == "pilot waits for null, office waits for 0, default waits for 1, of 2");
}

TEST_CASE("groups whose ramps have come as far at other times have cells of their own",
          "[admin][flow]") {
  AWaitingDesk desk;
  const auto widened = [&](const char* group, policy::Instant at) {
    desk.state.write([&](relay::db::Transaction& tx) {
      relay::catalog::widen(tx,
                            {.feed = tests::feed("clamav"),
                             .group = tests::group(group),
                             .release = {2},
                             .to = policy::BasisPoints{2'500}},
                            {.at = at});
    });
  };
  desk.office().approve.clear();
  desk.office().gate.reset();
  desk.office().ramp = {{.to = policy::BasisPoints{500}, .hold = 1h},
                        {.to = policy::BasisPoints{2'500}, .hold = 1h},
                        {}};
  desk.revise();
  desk.turn();
  CHECK(names(cell(desk, "office")) == "office default ");
  widened("office", desk.now + 1h);
  widened("default", desk.now + 2h);
  desk.now += 30 * 24h;
  CHECK(names(cell(desk, "office")) == "office ");
}

TEST_CASE("who said yes in one group is told of that group alone", "[admin][flow]") {
  AWaitingDesk desk;
  desk.office().approve[0].people = 2;
  desk.revise();
  desk.turn();
  CHECK(desk.said("approve", R"({"groups":["office"],"version":"4","reason":"tried"})") ==
        "approved 4 for office");
  const auto people = [&](std::string_view group) { return write(waits(desk, group)["progress"]); };
  CHECK(people("office").find(R"("people":["ann"])") != std::string::npos);
  CHECK(people("default").find(R"("people":[])") != std::string::npos);
}
