#include "relay/admin/devices.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_desk.h"

using namespace relay;
using namespace std::chrono_literals;
using telemetry::Contact;
using telemetry::Known;
using tests::day;
using tests::json_of;

namespace {

Contact contact(const char* address) {
  return {.address = *policy::Address::parse(address),
          .group = "office",
          .feed = "clamav",
          .path = "daily.cvd",
          .agent = "ClamAV/1.0.7",
          .release = {1},
          .at = day(2)};
}

/// clamav's releases 3 and 4 are there; what devices do is told by a test.
struct ASeeingDesk : tests::AWaitingDesk {
  void asks(const Contact& contact) {
    telemetry.pad(0).begin(contact).over({.status = 200, .to_the_end = true});
    telemetry.record(now);
  }
  std::string why(const std::string& device) {
    return json_of(get("/api/v1/device", "device=" + device))["membership"]["sentence"].text();
  }
  std::string listed(const std::string& query = "") {
    const auto response = get("/api/v1/devices", query);
    if (response.status != 200) return json_of(response)["detail"].text();
    const auto json = json_of(response);
    std::string names;
    for (const auto& one : json["devices"].items()) names += one["device"].text() + " ";
    return names + (json["next"].null() ? "" : "next " + json["next"].text());
  }
};

}  // namespace

TEST_CASE("a device is described with what it asked for and was given", "[admin][devices]") {
  ASeeingDesk desk;
  auto asking = contact("10.1.9.3");
  asking.known = Known::Address;
  desk.asks(asking);
  asking.fresh = true;
  asking.release = {2};
  asking.at = day(2) + 60s;
  desk.asks(asking);
  desk.asks({.device = "d-1",
             .name = "till <7>",
             .address = *policy::Address::parse("10.2.0.1"),
             .known = Known::Token,
             .group = "pilot",
             .feed = "gone",
             .release = {9},
             .at = day(2) + 61s});
  CHECK(json::write(json_of(desk.get("/api/v1/devices"))) ==
        R"({"devices":[{"device":"d-1","name":"till <7>","known":"token","authenticated":true,)"
        R"("address":"10.2.0.1","agent":"","asked":"2026-01-03T00:01:01Z","feeds":[{"feed":"gone",)"
        R"("group":"pilot","asked":"2026-01-03T00:01:01Z","requests":1,"status":200,"path":"",)"
        R"("offered":{"version":null,"sequence":9},"taken":null,"taken_at":null,)"
        R"("never_offered":null}],)"
        R"("enrolled":null},)"
        R"({"device":"10.1.9.3","name":"","known":"address","authenticated":false,)"
        R"("address":"10.1.9.3","agent":"ClamAV/1.0.7","asked":"2026-01-03T00:01:00Z",)"
        R"("feeds":[{"feed":"clamav","group":"office","asked":"2026-01-03T00:01:00Z",)"
        R"("requests":2,"status":200,"path":"daily.cvd","offered":{"version":"4","sequence":2},)"
        R"("taken":{"version":"4","sequence":2},"taken_at":"2026-01-04T00:00:00Z",)"
        R"("never_offered":null}],)"
        R"("enrolled":null}],)"
        R"("next":null,"all":2,"left_out":0})");
}

TEST_CASE("who has what it was never offered is listed and counted and an alarm",
          "[admin][devices][flow]") {
  ASeeingDesk desk;
  const auto alarms = [&] {
    std::string all;
    const auto flow = json_of(desk.get("/api/v1/flow"));
    for (const auto& one : flow["alarms"].items()) {
      if (one["kind"].text() == "never-offered") all += one["sentence"].text() + "\n";
    }
    return all;
  };
  auto asking = contact("10.1.9.3");
  asking.newest = {1};
  desk.asks(asking);
  CHECK(desk.listed("state=never-offered") == "");
  CHECK(alarms() == "");
  asking.says = {2};
  desk.asks(asking);
  CHECK(desk.listed("state=never-offered") == "10.1.9.3 ");
  const auto device = json_of(desk.get("/api/v1/device", "device=10.1.9.3"))["device"];
  CHECK(json::write(device["feeds"].items().at(0)["never_offered"]) ==
        R"({"version":"4","sequence":2,"said_at":"2026-01-03T00:00:00Z"})");
  const auto office = json_of(desk.get("/api/v1/groups"))["groups"].items().at(1);
  CHECK(office["never_offered"].number() == 1);
  CHECK(alarms() == "a device in 'office' says that it has 4, which it was never offered\n");
  desk.now += 60s;
  asking.address = *policy::Address::parse("10.1.9.4");
  desk.asks(asking);
  desk.now += 60s;
  asking.feed = "gone";  // Of what the policy does not have any more nobody is told.
  desk.asks(asking);
  CHECK(
      alarms() ==
      "2 devices in 'office' say that they have releases that they were never offered, up to 4\n");
}

TEST_CASE("devices are found and read in pages", "[admin][devices]") {
  ASeeingDesk desk;
  desk.asks(contact("10.1.9.3"));
  auto other = contact("10.1.9.4");
  other.group = "pilot";
  other.agent = "curl/7.88";
  other.at = day(2) + 1s;
  desk.asks(other);
  CHECK(desk.listed() == "10.1.9.4 10.1.9.3 ");
  CHECK(desk.listed("group=office") == "10.1.9.3 ");
  CHECK(desk.listed("feed=clamav&group=pilot") == "10.1.9.4 ");
  CHECK(desk.listed("text=CURL") == "10.1.9.4 ");
  CHECK(desk.listed("text=nobody") == "");
  CHECK(desk.listed("state=behind") == "10.1.9.4 10.1.9.3 ");
  CHECK(desk.listed("state=failing") == "");
  CHECK(desk.listed("state=silent") == "");
  CHECK(desk.listed("state=lost") == "'state' is behind, failing, never-offered or silent");
  CHECK(desk.listed("group=none") == "there is no group 'none'; there are: pilot, office, default");
  CHECK(desk.listed("feed=none") == "there is no feed 'none'; there are: clamav");
  CHECK(desk.listed("text=" + std::string(257, 'x')) == "'text' is a text of at most 256 bytes");
  CHECK(desk.listed("text=a%00b") == "'text' is a text of at most 256 bytes");
  for (const char* bad : {"x", "1", ",10.1.9.3", "99999999999999999999,a"}) {
    CHECK(desk.listed(std::string{"after="} + bad) ==
          "'after' is what the answer before had as 'next'");
  }

  for (int i = 0; i < 99; ++i) {
    desk.asks(contact(("10.0.0." + std::to_string(i)).c_str()));
  }
  desk.now = day(9);
  CHECK(desk.listed("state=silent") == "");
  desk.now += 1s;
  CHECK(desk.listed("state=silent&text=10.1.9") == "10.1.9.3 ");
  const auto first = json_of(desk.get("/api/v1/devices"));
  CHECK(first["devices"].items().size() == 100);
  CHECK(first["all"].number() == 101);
  CHECK(desk.listed("after=" + first["next"].text()) == "10.0.0.0 ");
}

TEST_CASE("one device is shown with what is recorded of it", "[admin][devices]") {
  ASeeingDesk desk;
  const auto leave = crypto::sha256("leave");
  const auto number = desk.devices.allow(
      {.token = leave, .group = *policy::GroupId::parse("office"), .until = desk.now + 1h},
      {.at = desk.now, .actor = "Aino"});
  const auto id = *device::DeviceId::parse("d-1111111111111111");
  desk.devices.enrol(
      leave,
      {.id = id, .enrolment = number, .credential = {.digest = crypto::sha256("credential")}},
      {.at = desk.now});
  const auto shown = [&](const std::string& name) {
    const auto json = json_of(desk.get("/api/v1/device", "device=" + name));
    return json["device"]["device"].text() + "|" + json["enrolled"]["device"].text();
  };
  desk.asks(contact("2001:db8::1"));
  CHECK(shown("2001:db8:0:0:0:0:0:1") == "2001:db8:0:0:0:0:0:1|");
  CHECK(shown("d-1111111111111111") == "|d-1111111111111111");
  auto asking = contact("10.1.9.3");
  asking.device = "d-1111111111111111";
  asking.known = Known::Token;
  desk.asks(asking);
  CHECK(shown("d-1111111111111111") == "d-1111111111111111|d-1111111111111111");
  CHECK(desk.why("d-1111111111111111") == "no group has a match for it, so it is in 'default'");
  desk.revision.document.groups[1].devices = {{.enrolled = "office"}};
  CHECK(desk.why("d-1111111111111111") ==
        "'office' is the first group with a match for it: enrolled for office");
  desk.revision.document.groups[0].addresses = {*policy::Network::parse("10.1.9.0/24")};
  CHECK(desk.why("10.1.9.3") ==
        "'pilot' is the first group with a match for it: address 10.1.9.0/24; a request that "
        "names another group in its URL is that group's if it has a match, too");
  for (const char* nobody : {"d-2222222222222222", "unknown"}) CHECK(desk.why(nobody) == "");
  desk.devices.revoke(id, {.at = desk.now, .actor = "Aino", .reason = "stolen"});
  CHECK(desk.why("d-1111111111111111") == "it is revoked, so nothing that it shows counts");
  const auto listed = json_of(desk.get("/api/v1/devices"))["devices"].items();
  REQUIRE(listed.size() == 2);
  CHECK(listed[0]["device"].text() == "d-1111111111111111");
  CHECK(listed[0]["enrolled"]["revoked"]["reason"].text() == "stolen");
  CHECK(listed[1]["enrolled"].null());
  CHECK(shown("10.1.9.3") == "|");
  CHECK(shown("") == "|");
  CHECK(desk.get("/api/v1/device", "device=" + std::string(257, 'x')).status == 400);
}
