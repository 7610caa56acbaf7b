#include "relay/admin/device_acts.h"

#include "relay/json/write.h"
#include "tests/relay/admin/a_device_desk.h"

using namespace relay;
using namespace std::chrono_literals;
using tests::ADeviceDesk;
using tests::day;
using tests::json_of;

namespace {

constexpr const char* kOne = "d-1111111111111111";

}  // namespace

TEST_CASE("leave to enrol is given with a token that is shown once", "[admin][devices]") {
  ADeviceDesk desk;
  const auto answer = json_of(desk.post(
      "/api/v1/enrol", R"({"group":"office","name":"lap-7","reason":"new laptops","for":"2h",)"
                       R"("attributes":[{"name":"model","value":"t14"}]})"));
  CHECK(answer["sentence"].text() ==
        "until 2026-01-02 02:00 UTC one device may enrol for 'office' with this token, which is "
        "shown this once");
  CHECK(answer["group"].text() == "office");
  CHECK(answer["until"].text() == "2026-01-02T02:00:00Z");
  CHECK(write(answer["authority"]) ==
        "\"sha256:" + crypto::sha256("the authority's certificate").hex() + '"');
  CHECK(desk.last_deed("enrolment allowed") == "ann: enrolment 1 → office: new laptops");
  const auto leave = desk.devices.leave(crypto::sha256(answer["token"].text()), desk.now);
  REQUIRE(leave);
  CHECK(leave->name == "lap-7");
  CHECK(leave->attributes == catalog::Attributes{{"model", "t14"}});
  CHECK_THAT(write(json_of(desk.get("/api/v1/enrolled"))),
             !Catch::Contains(answer["token"].text()));
}

TEST_CASE("leave to enrol lasts a day at most and a day if nothing is said", "[admin][devices]") {
  ADeviceDesk desk;
  const auto until = [&](const std::string& lasting) {
    const auto answer = desk.post(
        "/api/v1/enrol",
        R"({"group":"office")" + (lasting.empty() ? "" : R"(,"for":")" + lasting + '"') + "}");
    const auto json = json_of(answer);
    return answer.status == 200 ? json["until"].text() : json["detail"].text();
  };
  CHECK(until("") == "2026-01-03T00:00:00Z");
  CHECK(until("24h") == "2026-01-03T00:00:00Z");
  CHECK(until("1s") == "2026-01-02T00:00:01Z");
  for (const char* const bad : {"25h", "0s", "soon"}) {
    CHECK(until(bad) == std::string{"for: expected a duration such as 30m or 2h, 24h at most, "
                                    "found '"} +
                            bad + "'");
  }
  desk.suspect = "set back by 2h";
  CHECK(until("") == "the clock is not trusted, so no time can be set: set back by 2h");
}

TEST_CASE("leave to enrol is refused where the policy would put the device elsewhere",
          "[admin][devices]") {
  ADeviceDesk desk;
  CHECK(desk.said("enrol", R"({"group":"office","attributes":[{"name":"model","value":"x1"}]})") ==
        "409: a device enrolled for 'office' would be in 'pilot' by the policy in force; add "
        "'- { enrolled: office }' to 'match' of 'office', and put it before that group");
  desk.revision.document.groups[1].devices.clear();
  CHECK(desk.said("enrol", R"({"group":"office"})") ==
        "409: a device enrolled for 'office' would be in 'default' by the policy in force; add "
        "'- { enrolled: office }' to 'match' of 'office'");
  CHECK(desk.said("enrol", R"({"group":"plants"})") ==
        "404: there is no group 'plants'; there are: pilot, office, default");
}

TEST_CASE("what is said of a device to come is read with all that is wrong",
          "[admin][devices][hostile]") {
  ADeviceDesk desk;
  CHECK(desk.said("enrol", R"({"group":7,"name":"","attributes":[{"name":"certificate.ou",)"
                           R"("value":"Lab"},{"name":"a","value":"1"},{"name":"a","value":"2"},)"
                           R"({"value":"\n","x":1}]})") ==
        "400: group: expected a text, found a number; name: expected 1 to 64 characters of one "
        "line; attributes[0].name: expected a-z 0-9 - _ . beginning with a letter or digit, and "
        "not 'certificate.'; attributes[2].name: is there twice; attributes[3].x: unknown; "
        "attributes[3].name: expected a text, found nothing; attributes[3].value: expected 1 to 64 "
        "characters of one line");
  std::string many;
  for (int i = 0; i < 17; ++i) {
    many += (i == 0 ? "" : ",") + std::string{R"({"name":"a)"} + std::to_string(i) +
            R"(","value":"1"})";
  }
  CHECK(desk.said("enrol", R"({"group":"office","attributes":[)" + many + "]}") ==
        "400: attributes: more than 16");
}

TEST_CASE("leave to enrol is voided by its number", "[admin][devices]") {
  ADeviceDesk desk;
  desk.said("enrol", R"({"group":"office"})");
  const auto voided = [&](const char* number) {
    return desk.said("enrol/void",
                     std::string{R"({"enrolment":)"} + number + R"(,"reason":"lost"})");
  };
  const auto open = [&] { return json_of(desk.get("/api/v1/enrolled"))["enrolments"].items(); };
  CHECK(open().size() == 1);
  CHECK(voided("1") == "enrolment 1 for 'office' is void");
  CHECK(desk.last_deed("enrolment voided") == "ann: enrolment 1 → office: lost");
  CHECK(open().empty());
  CHECK(voided("1") == "409: enrolment 1 is void already");
  desk.enrol('2');
  CHECK(voided("2") == "409: enrolment 2 was used; what enrolled with it can be revoked");
  desk.said("enrol", R"({"group":"office","for":"1h"})");
  desk.now += 1h;
  CHECK(voided("3") == "enrolment 3 for 'office' is void");
  CHECK(voided("4") == "404: there is no enrolment 4 of late");
  CHECK(voided("\"1\"").starts_with("400: enrolment: expected a number"));
}

TEST_CASE("a device is revoked and restored with the answer", "[admin][devices]") {
  ADeviceDesk desk;
  desk.enrol('1');
  const std::string body = std::string{R"({"device":")"} + kOne + R"(","reason":"stolen"})";
  const auto answer = json_of(desk.post("/api/v1/devices/revoke", body));
  CHECK(answer["sentence"].text() ==
        "d-1111111111111111 (lap-1) is revoked: whoever shows its credential is unknown; who shows "
        "none is known by the address, as before");
  CHECK(write(answer["device"]["revoked"]) ==
        R"({"person":"ann","reason":"stolen","at":"2026-01-02T00:00:00Z"})");
  CHECK(desk.last_deed("revoked") == "ann: d-1111111111111111: stolen");
  CHECK_FALSE(desk.devices.with_token(crypto::sha256("1"), {}));
  CHECK(desk.said("devices/revoke", body) == "409: d-1111111111111111 (lap-1) is revoked already");
  CHECK(desk.told_of == std::vector<std::string>{kOne});
  const std::string lift =
      std::string{R"({"device":")"} + kOne + R"(","reason":"found","lift":true})";
  CHECK(desk.said("devices/revoke", lift) ==
        "d-1111111111111111 (lap-1) counts again by what it shows");
  CHECK(desk.devices.with_token(crypto::sha256("1"), {}));
  CHECK(desk.said("devices/revoke", lift) == "409: d-1111111111111111 (lap-1) is not revoked");
  CHECK(desk.told_of == std::vector<std::string>{kOne, kOne});
  CHECK(desk.said("devices/revoke", R"({"device":"d-9","reason":"x"})") ==
        "404: there is no device 'd-9'");
}

TEST_CASE("a device with the organisation's certificate is revoked before it was ever seen",
          "[admin][devices]") {
  ADeviceDesk desk;
  const std::string id = "c-" + std::string(32, 'a');
  CHECK(desk.said("devices/revoke", R"({"device":")" + id + R"(","reason":"lost"})") ==
        id + " is revoked: whoever shows its credential is unknown; who shows none is known by the "
             "address, as before");
  CHECK(desk.said("devices/revoke", R"({"device":"c-aa","reason":"lost"})") ==
        "404: there is no device 'c-aa'");
  CHECK(desk.said("devices/revoke",
                  R"({"device":"c-)" + std::string(32, 'g') + R"(","reason":"lost"})")
            .starts_with("404"));
}

TEST_CASE("those that have enrolled and not asked are found", "[admin][devices]") {
  ADeviceDesk desk;
  for (const char device : {'1', '2', '3', '4'}) desk.enrol(device);
  for (const char* const device : {"d-1111111111111111", "d-3333333333333333"}) {
    desk.telemetry.pad(0).note({.device = device,
                                .known = telemetry::Known::Token,
                                .group = "office",
                                .feed = "clamav",
                                .at = desk.now},
                               404);
  }
  desk.telemetry.record(desk.now);
  const auto found = [&desk](const std::string& query) {
    const auto answer = json_of(desk.get("/api/v1/enrolled", query));
    std::string names;
    for (const auto& one : answer["devices"].items()) names += one["name"].text() + " ";
    return names + (answer["next"].null() ? "" : "next " + answer["next"].text());
  };
  CHECK(found("state=not-asked") == "lap-2 lap-4 ");
  CHECK(found("state=not-asked&text=lap-4") == "lap-4 ");
  CHECK(found("state=not-asked&limit=1") == "lap-2 next d-2222222222222222");
  CHECK(found("state=not-asked&limit=1&after=d-2222222222222222") == "lap-4 ");
  CHECK(json_of(desk.get("/api/v1/enrolled", "state=silent"))["detail"].text() ==
        "'state' is not-asked");
}

TEST_CASE("one answer looks for devices among so many alone", "[admin][devices]") {
  ADeviceDesk desk;
  desk.enrol('1');
  std::vector<device::DeviceId> others;  // Their ids stand before it.
  for (int i = 0; i < 4'000; ++i) {
    others.push_back(*device::DeviceId::parse("c-" + std::to_string(10'000 + i)));
  }
  std::function<void()> moved;
  desk.state.write([&](db::Transaction& tx) {
    moved = desk.devices.move(tx, others, *policy::GroupId::parse("pilot"), {.at = desk.now});
  });
  moved();
  const auto found = [&desk](const std::string& query) {
    const auto answer = json_of(desk.get("/api/v1/enrolled", "state=not-asked&" + query));
    return std::to_string(answer["devices"].items().size()) + " next " +
           (answer["next"].null() ? "none" : answer["next"].text());
  };
  CHECK(found("group=office&limit=1") == "0 next c-13999");
  CHECK(found("group=office&limit=1&after=c-13999") == "1 next none");
  CHECK(found("limit=300") == "300 next c-10299");
}

TEST_CASE("those that have enrolled are listed with where the policy puts them",
          "[admin][devices]") {
  ADeviceDesk desk;
  desk.enrol('1');
  desk.enrol('2');
  desk.devices.allow({.token = crypto::sha256("open"),
                      .group = *policy::GroupId::parse("pilot"),
                      .until = desk.now + 1h},
                     {.at = desk.now, .actor = "Aino"});
  desk.devices.note_in_the_clear();
  const auto all = json_of(desk.get("/api/v1/enrolled"));
  CHECK(all["devices"].items().size() == 2);
  CHECK(write(all["devices"].items()[0]) ==
        R"({"device":"d-1111111111111111","name":"lap-1","group":"office","in_group":"office",)"
        R"("attributes":[],"enrolled":"2026-01-02T00:00:00Z",)"
        R"("credentials":[{"kind":"token","until":null}],"revoked":null,"in_turn":null})");
  CHECK(all["next"].null());
  for (const char* const from : {"10.1.9.3", "10.2.0.7", "10.1.9.3", "10.2.0.7"}) {
    desk.devices.with_token(crypto::sha256("2"), {desk.now, policy::Address::parse(from)});
  }
  CHECK(write(json_of(desk.get("/api/v1/enrolled"))["devices"].items()[1]["in_turn"]) ==
        R"({"one":"10.1.9.3","other":"10.2.0.7","at":"2026-01-02T00:00:00Z"})");
  CHECK(write(all["enrolments"]) ==
        R"([{"number":3,"group":"pilot","name":"","until":"2026-01-02T01:00:00Z",)"
        R"("person":"Aino","at":"2026-01-02T00:00:00Z"}])");
  CHECK(all["in_the_clear"].number() == 1);
  CHECK(json_of(desk.get("/api/v1/enrolled", std::string{"after="} + kOne))["devices"]
            .items()
            .size() == 1);
  const auto found = [&desk](const std::string& query) {
    return json_of(desk.get("/api/v1/enrolled", query))["devices"].items().size();
  };
  CHECK(found("group=pilot") == 0);
  CHECK(found("text=LAP") == 2);
  CHECK(found("text=lap-2") == 1);
  CHECK(found("text=d-11111") == 1);
  CHECK(found("text=lap-2&group=office") == 1);
  CHECK(found("text=lap-3") == 0);
  CHECK(found("in_group=office&group=office") == 2);
  CHECK(found("in_group=pilot") == 0);
  desk.revision.document.groups[0].devices = {{.enrolled = "office"}};
  CHECK(found("in_group=pilot&group=office") == 2);
  CHECK(found("in_group=office") == 0);
  for (const char* const none : {"group=plants", "in_group=plants"}) {
    CHECK(desk.get("/api/v1/enrolled", none).status == 404);
  }
  desk.now += 1h;
  CHECK(json_of(desk.get("/api/v1/enrolled"))["enrolments"].items().empty());
}
