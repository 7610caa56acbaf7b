#include "relay/admin/explain.h"

#include "relay/catalog/policy_files.h"
#include "tests/relay/admin/a_desk.h"

using namespace std::chrono_literals;
using tests::AWaitingDesk;
using tests::json_of;

TEST_CASE("an explanation names the revision and the file whose lines it gives",
          "[admin][explain]") {
  AWaitingDesk desk;
  desk.office().approve[0].mark = {37};
  const auto before = json_of(desk.get("/api/v1/explain", "feed=clamav&group=office"));
  CHECK(before["revision"].number() == 1);
  CHECK(before["file"].null());
  desk.state.write([&](relay::db::Transaction& tx) {
    relay::catalog::note_policy_file(tx, {"/etc/policy.yaml", tests::digest(1), 1}, desk.deed());
  });
  const auto answer = json_of(desk.get("/api/v1/explain", "feed=clamav&device=10.1.9.3"));
  CHECK(answer["file"].text() == "/etc/policy.yaml");
  const auto& newer = answer["explanations"].items().at(0)["newer"].items().at(0);
  CHECK(newer["reasons"].items().at(0)["line"].number() == 37);
}

TEST_CASE("a device is told the release that its place in the ramp gives it", "[admin][explain]") {
  AWaitingDesk desk;
  auto& pilot = desk.revision.document.paths[0].stages[0];
  pilot.ramp = {{.to = policy::BasisPoints{500}, .hold = 4h}, {}};
  desk.revision.document.groups[0].addresses = {*policy::Network::parse("10.1.9.0/24")};
  desk.revise();
  desk.accept("5");
  desk.turn();
  const auto asked = [&] {
    return json_of(desk.get("/api/v1/explain", "feed=clamav&device=10.1.9.3"));
  };
  const auto group = asked()["explanations"].items().at(0);
  CHECK(group["group"].text() == "pilot");
  REQUIRE(group["offers"].items().size() == 2);
  CHECK(group["offers"].items()[0]["version"].text() == "5");
  CHECK(group["offers"].items()[0]["reached"].text() == "5%");
  CHECK(group["offers"].items()[1]["version"].text() == "4");
  CHECK(group["offers"].items()[1]["reached"].text() == "100%");

  unsigned with_five = 0;
  for (std::uint64_t number = 0; number < 200; ++number) {
    desk.place.value = number * 0x9e3779b97f4a7c15;
    const auto offered = asked()["offered"];
    if (offered["version"].text() == "5") ++with_five;
    CHECK((offered["version"].text() == "5" || offered["sequence"].number() == 2));
  }
  CHECK(with_five > 0);
  CHECK(with_five < 40);
}

TEST_CASE("a group is not told what a device is offered", "[admin][explain]") {
  AWaitingDesk desk;
  CHECK(json_of(desk.get("/api/v1/explain", "feed=clamav&group=office"))["offered"].null());
  CHECK(json_of(desk.get("/api/v1/explain", "feed=clamav&device=10.1.9.3"))["offered"]["version"]
            .text() == "3");
}

TEST_CASE("a device that has enrolled is explained by its id", "[admin][explain][devices]") {
  AWaitingDesk desk;
  desk.revision.document.groups[0].devices = {{.enrolled = "pilot"}};
  const auto token = relay::crypto::sha256("once");
  const auto id = *relay::device::DeviceId::parse("d-1111111111111111");
  const relay::catalog::Deed deed{.at = desk.now, .actor = "Aino"};
  const auto number = desk.devices.allow(
      {.token = token, .group = *policy::GroupId::parse("pilot"), .until = desk.now + 1h}, deed);
  desk.devices.enrol(token, {.id = id, .enrolment = number, .credential = {.digest = token}}, deed);
  const auto asked = [&] {
    return json_of(desk.get("/api/v1/explain", "feed=clamav&device=" + id.text()));
  };
  CHECK(asked()["explanations"].items().at(0)["group"].text() == "pilot");
  CHECK(asked()["offered"]["version"].text() == "4");
  desk.devices.revoke(id, deed);
  CHECK(asked()["explanations"].items().at(0)["group"].text() == "default");
  CHECK(asked()["offered"]["version"].text() == "3");
}
