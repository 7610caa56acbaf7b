#include "relay/catalog/devices.h"

#include <catch2/catch.hpp>

#include "relay/catalog/device_deeds.h"
#include "tests/relay/catalog/catalog.h"

using namespace relay;
using namespace std::chrono_literals;
using catalog::Credential;
using catalog::DeviceId;
using catalog::NewDevice;
using tests::Catalog;
using tests::day;
using tests::digest;
using tests::failure_of;
using tests::group;

namespace {

const catalog::Deed kDeed{.at = day(1), .actor = "Aino", .reason = "it was stolen"};

DeviceId id(char digit) {
  return *DeviceId::parse("d-" + std::string(16, digit));
}

/// Two devices: "1" with a token, "2" with a certificate for a year.
struct ARegister : Catalog {
  ARegister() {
    allow('a');
    allow('b');
    tell(catalog::enrol,
         NewDevice{
             .id = id('1'), .enrolment = 1, .name = "lap-1", .credential = {.digest = digest('1')}},
         catalog::Deed{.at = day(1) + 1h, .reason = "from 10.1.9.3"});
    tell(catalog::enrol,
         NewDevice{.id = id('2'),
                   .enrolment = 2,
                   .credential = {Credential::Kind::Certificate, digest('2'), day(366)}},
         catalog::Deed{.at = day(1) + 2h});
  }
  void allow(char token) {
    tell(catalog::allow_enrolment,
         catalog::NewEnrolment{.token = digest(token),
                               .group = group("office"),
                               .attributes = {{"model", std::string{"t14"} + token}},
                               .until = day(2)},
         kDeed);
  }
  std::vector<catalog::DeviceRow> devices() {
    return ask(catalog::enrolled_devices, std::string{}, 100);
  }
};

}  // namespace

TEST_CASE("a device that enrolled is there with its group and what it shows", "[catalog]") {
  ARegister catalog;
  const auto devices = catalog.devices();
  REQUIRE(devices.size() == 2);
  CHECK(devices[0].id == id('1'));
  CHECK(devices[0].name == "lap-1");
  CHECK(devices[0].group == group("office"));
  CHECK(devices[0].attributes == catalog::Attributes{{"model", "t14a"}});
  CHECK(devices[0].enrolled == day(1) + 1h);
  CHECK_FALSE(devices[0].revoked);
  REQUIRE(devices[0].credentials.size() == 1);
  CHECK(devices[0].credentials[0].kind == Credential::Kind::Token);
  CHECK(devices[0].credentials[0].digest == digest('1'));
  CHECK_FALSE(devices[0].credentials[0].until);
  REQUIRE(devices[1].credentials.size() == 1);
  CHECK(devices[1].credentials[0].kind == Credential::Kind::Certificate);
  CHECK(devices[1].credentials[0].until == day(366));
  CHECK(devices[1].attributes == catalog::Attributes{{"model", "t14b"}});
  CHECK(catalog.ask(catalog::enrolled_devices, id('1').text(), 100).size() == 1);
  CHECK(catalog.ask(catalog::enrolled_devices, std::string{}, 1)[0].id == id('1'));
  CHECK(catalog.ask(catalog::enrolled_devices, id('2').text(), 1).empty());
}

TEST_CASE("a second use of an enrolment is refused by the database itself", "[catalog][schema]") {
  ARegister catalog;
  const auto deeds = catalog.deeds();
  const auto enrols = [&](std::int64_t enrolment, char credential, policy::Instant at) {
    return failure_of([&] {
      catalog.tell(
          catalog::enrol,
          NewDevice{
              .id = id('3'), .enrolment = enrolment, .credential = {.digest = digest(credential)}},
          catalog::Deed{.at = at});
    });
  };
  CHECK_THAT(enrols(1, '3', day(1) + 3h), Catch::Contains("UNIQUE constraint failed"));
  CHECK_THAT(enrols(7, '3', day(1) + 3h), Catch::Contains("FOREIGN KEY constraint failed"));
  catalog.allow('c');
  CHECK_THAT(enrols(3, '3', day(2)), Catch::Contains("an enrolment is over at its time"));
  CHECK_THAT(enrols(3, '1', day(2) - 1s), Catch::Contains("UNIQUE constraint failed"));
  CHECK(catalog.deeds() == deeds + 1);
  CHECK(enrols(3, '3', day(2) - 1s).empty());
  CHECK(catalog.devices().size() == 3);
}

TEST_CASE("a device may have several credentials and none has two devices", "[catalog]") {
  ARegister catalog;
  const Credential renewed{Credential::Kind::Certificate, digest('3'), day(400)};
  catalog.tell(catalog::add_credential, id('2'), renewed, catalog::Deed{.at = day(2)});
  CHECK(catalog.last_deed() == "relay: certificate renewed: d-2222222222222222: ");
  CHECK(catalog.devices()[1].credentials.size() == 2);
  CHECK_THAT(failure_of([&] { catalog.tell(catalog::add_credential, id('1'), renewed, kDeed); }),
             Catch::Contains("UNIQUE constraint failed"));
}

TEST_CASE("a device is revoked until that is lifted", "[catalog]") {
  ARegister catalog;
  CHECK(catalog.tell(catalog::revoke_device, id('1'), kDeed));
  CHECK(catalog.last_deed() == "Aino: revoked: d-1111111111111111: it was stolen");
  CHECK_FALSE(catalog.tell(catalog::revoke_device, id('1'), kDeed));
  const auto revoked = catalog.devices()[0].revoked;
  REQUIRE(revoked);
  CHECK(revoked->by == "Aino");
  CHECK(revoked->why == "it was stolen");
  CHECK(revoked->at == day(1));
  CHECK_FALSE(catalog.devices()[1].revoked);

  const catalog::Deed found{.at = day(2), .actor = "Väinö", .reason = "it was found"};
  CHECK(catalog.tell(catalog::restore_device, id('1'), found));
  CHECK(catalog.last_deed() == "Väinö: revocation lifted: d-1111111111111111: it was found");
  CHECK_FALSE(catalog.tell(catalog::restore_device, id('1'), found));
  CHECK_FALSE(catalog.devices()[0].revoked);
  CHECK(catalog.tell(catalog::revoke_device, id('1'), kDeed));
  CHECK(catalog.devices()[0].revoked);
}

TEST_CASE("the last move of a device counts", "[catalog]") {
  ARegister catalog;
  catalog.tell(catalog::move_device, id('1'), group("pilot"), kDeed);
  CHECK(catalog.last_deed() == "Aino: moved: d-1111111111111111 → pilot: it was stolen");
  CHECK(catalog.devices()[0].group == group("pilot"));
  catalog.tell(catalog::move_device, id('1'), group("plant"), kDeed);
  CHECK(catalog.devices()[0].group == group("plant"));
  CHECK(catalog.devices()[1].group == group("office"));
}

TEST_CASE("what was said of a device that never enrolled is kept by its certificate", "[catalog]") {
  ARegister catalog;
  const auto one = *DeviceId::parse("c-" + std::string(32, '1'));
  const auto two = *DeviceId::parse("c-" + std::string(32, '2'));
  CHECK(catalog.ask(catalog::certified_devices).empty());
  catalog.tell(catalog::revoke_device, two, kDeed);
  catalog.tell(catalog::move_device, one, group("pilot"), kDeed);
  catalog.tell(catalog::revoke_device, id('1'), kDeed);
  auto said = catalog.ask(catalog::certified_devices);
  REQUIRE(said.size() == 2);
  CHECK(said[0].id == one);
  CHECK(said[0].group == group("pilot"));
  CHECK_FALSE(said[0].revoked);
  CHECK_FALSE(said[0].enrolled);
  CHECK(said[1].id == two);
  CHECK_FALSE(said[1].group);
  CHECK(said[1].revoked);
  catalog.tell(catalog::restore_device, two, kDeed);
  said = catalog.ask(catalog::certified_devices);
  REQUIRE(said.size() == 2);
  CHECK_FALSE(said[1].revoked);
}

TEST_CASE("ten thousand devices are read in one go", "[.][bench]") {
  Catalog catalog;
  catalog.state.write([](db::Transaction& tx) {
    for (int number = 1; number <= 10'000; ++number) {
      std::string hex = std::to_string(number);
      hex.insert(0, 16 - hex.size(), '0');
      const auto token = *policy::Digest::parse_hex(std::string(48, 'a') + hex);
      catalog::allow_enrolment(tx, {.token = token, .group = group("office"), .until = day(2)},
                               kDeed);
      catalog::enrol(tx,
                     {.id = *DeviceId::parse("d-" + hex),
                      .enrolment = number,
                      .credential = {.digest = token}},
                     kDeed);
    }
  });
  const auto begun = std::chrono::steady_clock::now();
  CHECK(catalog.ask(catalog::enrolled_devices, std::string{}, 20'000).size() == 10'000);
  const auto took = std::chrono::steady_clock::now() - begun;
  WARN("10,000 devices in " << std::chrono::duration_cast<std::chrono::milliseconds>(took).count()
                            << " ms");
}

TEST_CASE("what was done about a device is told with who and why", "[catalog][audit]") {
  ARegister catalog;
  catalog.tell(catalog::move_device, id('1'), group("pilot"), kDeed);
  catalog.tell(catalog::revoke_device, id('2'), kDeed);
  catalog.tell(catalog::add_credential, id('1'), Credential{.digest = digest('3')},
               catalog::Deed{.at = day(2)});
  const auto told = [&](char device, std::size_t most) {
    std::string all;
    for (const auto& deed : catalog.ask(catalog::deeds_of, id(device), most)) {
      all += deed.person + ": " + deed.action + (deed.group ? " " + deed.group->text() : "") +
             ": " + deed.reason + "\n";
    }
    return all;
  };
  CHECK(told('1', 4) ==
        "relay: token renewed: \n"
        "Aino: moved pilot: it was stolen\n"
        "relay: enrolled: \n"
        "Aino: enrolment allowed office: it was stolen\n");
  CHECK(told('1', 3) ==
        "relay: token renewed: \n"
        "Aino: moved pilot: it was stolen\n"
        "relay: enrolled: \n");
  CHECK(told('2', 1) == "Aino: revoked: it was stolen\n");
  CHECK(told('3', 9).empty());
}
