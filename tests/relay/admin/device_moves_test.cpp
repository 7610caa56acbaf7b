#include "relay/admin/device_moves.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_device_desk.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::ADeviceDesk;
using tests::json_of;
using tests::sentence_of;

namespace {

constexpr const char* kMoved = "d-1111111111111111";

/// So many devices that show the organisation's certificates, from that number on.
json::Value::List certified(int from, int many) {
  json::Value::List names;
  for (int i = from; i < from + many; ++i) {
    const std::string digits = std::to_string(i);
    names.push_back("c-" + std::string(32 - digits.size(), '0') + digits);
  }
  return names;
}

/// ann and bob are operators; office's stage comes after the pilots'.
struct AMovingDesk : ADeviceDesk {
  AMovingDesk() { make("bob", {{.role = *people::Role::parse("operator"), .reach = {}}}); }
  std::string move(json::Value::List names, const char* to, const char* who = "ann") {
    return sentence_of(post("/api/v1/devices/move",
                            json::write(json::Value::Record{
                                {"devices", std::move(names)}, {"group", to}, {"reason", "x"}}),
                            who));
  }
  std::string vote(int number, const char* who) {
    const std::string path = "/api/v1/proposals/" + std::to_string(number);
    const auto digest = json_of(get(path, "", who))["digest"].text();
    return sentence_of(
        post(path + "/vote", R"({"reason":"fine","digest":")" + digest + R"("})", who));
  }
  std::string group_of(int number) {
    const auto row = devices.find(*device::DeviceId::parse(certified(number, 1)[0].text()));
    return row && row->group ? row->group->text() : "none";
  }
};

constexpr const char* kWaits =
    "202: others are 'operator', too, so proposal 1 waits for one of them: 'sluice vote 1'";

}  // namespace

TEST_CASE("a device is moved where the policy has a place for it", "[admin][devices]") {
  ADeviceDesk desk;
  desk.enrol('1');
  const auto move = [&](const char* to) {
    return desk.said("devices/move", std::string{R"({"device":")"} + kMoved + R"(","group":")" +
                                         to + R"(","reason":"x"})");
  };
  CHECK(move("office") == "409: d-1111111111111111 (lap-1) is enrolled for 'office' already");
  CHECK(move("pilot") == "d-1111111111111111 (lap-1) is enrolled for 'pilot' from now on");
  CHECK(desk.last_deed("moved") == "ann: d-1111111111111111 → pilot: x");
  CHECK(desk.devices.with_token(crypto::sha256("1"), {})->record.enrolled == "pilot");
  desk.revision.document.groups[1].devices.clear();
  CHECK(move("office").starts_with("409: a device enrolled for 'office' would be in 'default'"));
  CHECK(move("default") == "d-1111111111111111 (lap-1) is enrolled for 'default' from now on");
  CHECK(move("plants").starts_with("404"));
}

TEST_CASE("one person moves ten devices a day to an earlier group", "[admin][devices][people]") {
  AMovingDesk desk;
  CHECK(desk.move(certified(0, 9), "pilot") == "9 devices are enrolled for 'pilot' from now on");
  CHECK(desk.move(certified(9, 2), "pilot") == kWaits);
  CHECK(desk.group_of(9) == "none");
  CHECK(desk.move(certified(9, 1), "pilot") ==
        certified(9, 1)[0].text() + " is enrolled for 'pilot' from now on");
  CHECK(desk.move(certified(20, 10), "pilot", "bob") ==
        "10 devices are enrolled for 'pilot' from now on");
  desk.now += 24h;
  CHECK(desk.move(certified(10, 1), "pilot") !=
        certified(10, 1)[0].text() + " is enrolled for 'pilot' from now on");
  desk.now += 1s;
  CHECK(desk.move(certified(10, 1), "pilot") ==
        certified(10, 1)[0].text() + " is enrolled for 'pilot' from now on");
}

TEST_CASE("any number of devices is moved to a later group by one person",
          "[admin][devices][people]") {
  AMovingDesk desk;
  REQUIRE(desk.move(certified(0, 10), "pilot").starts_with("10 devices"));
  REQUIRE(desk.move(certified(10, 10), "pilot", "bob").starts_with("10 devices"));
  CHECK(desk.move(certified(0, 20), "office") ==
        "20 devices are enrolled for 'office' from now on");
  CHECK(desk.group_of(19) == "office");
  CHECK(desk.last_deed("moved").ends_with(" → office: x"));
}

TEST_CASE("many devices are moved by two people at once or not at all",
          "[admin][devices][people]") {
  AMovingDesk desk;
  REQUIRE(desk.move(certified(0, 11), "pilot") == kWaits);
  CHECK(json_of(desk.get("/api/v1/proposals/1"))["subject"].text() == "11 devices → pilot");
  CHECK_THAT(desk.vote(1, "ann"), Catch::StartsWith("403: "));
  CHECK(desk.vote(1, "bob") == "11 devices are enrolled for 'pilot' from now on");
  CHECK(desk.group_of(10) == "pilot");
  CHECK_THAT(desk.last_deed("moved"),
             Catch::StartsWith("ann: c-") && Catch::Contains("proposed by ann: x; agreed by bob"));
  REQUIRE(desk.move(certified(20, 11), "pilot").starts_with("202: "));
  REQUIRE(desk.move(certified(30, 1), "pilot", "bob").ends_with("from now on"));
  CHECK(desk.vote(2, "bob") == "409: proposal 2 is void: " + certified(30, 1)[0].text() +
                                   " is enrolled for 'pilot' meanwhile");
  CHECK(desk.group_of(20) == "none");
}

TEST_CASE("devices to move are named once and one way", "[admin][devices]") {
  ADeviceDesk desk;
  const auto said = [&](const std::string& who) {
    return desk.said("devices/move", "{" + who + R"("group":"pilot","reason":"x"})");
  };
  CHECK_THAT(said(""), Catch::StartsWith("400: ") && Catch::Contains("device"));
  CHECK_THAT(said(R"("devices":[],)"), Catch::Contains("names none"));
  CHECK_THAT(said(R"("device":"c-0","devices":["c-1"],)"),
             Catch::Contains("does not go with 'devices'"));
  CHECK_THAT(said(R"("devices":["c-1","c-1"],)"), Catch::Contains("is there twice"));
  const auto many = [&](int number) {
    return said(R"("devices":)" + json::write(json::Value{certified(0, number)}) + ",");
  };
  CHECK_THAT(many(1001), Catch::Contains("more than 1000"));
  CHECK(many(1000) == "1000 devices are enrolled for 'pilot' from now on");
}

TEST_CASE("where nobody else is an operator another administrator agrees to a move",
          "[admin][devices][people]") {
  ADeviceDesk desk;
  desk.make("eve", {{.role = *people::Role::parse("administrator"), .reach = {}}});
  const auto body = R"({"devices":)" + json::write(json::Value{certified(0, 11)}) +
                    R"(,"group":"pilot","reason":"x"})";
  CHECK(tests::sentence_of(desk.post("/api/v1/devices/move", body)) ==
        "202: others are 'administrator', too, so proposal 1 waits for one of them: 'sluice vote "
        "1'");
}
