#include "relay/telemetry/tallies.h"

#include <catch2/catch.hpp>

#include "relay/telemetry/telemetry.h"
#include "tests/relay/telemetry/a_contact.h"
#include "tests/support/manual_clock.h"

using namespace std::chrono_literals;
using relay::telemetry::GroupTally;
using relay::telemetry::Offers;
using tests::contact_of;
using tests::day;

namespace {

struct ASmallOffice {
  tests::ManualClock clock{day(3)};
  relay::io::Log log{clock, relay::io::Level::Error};
  relay::telemetry::Telemetry telemetry{{.file = ":memory:"}, log};

  void asks(const char* address, const char* feed, int status, std::uint64_t release = 2) {
    auto contact = contact_of(address);
    contact.feed = feed;
    contact.group = "office";
    contact.release = {release};
    contact.fresh = status == 200;
    contact.at = clock.now();
    telemetry.pad(0).begin(contact).over({.status = status, .to_the_end = true});
    telemetry.record(clock.now());
  }
};

}  // namespace

TEST_CASE("devices of a group are counted once whatever they ask for", "[telemetry][tallies]") {
  ASmallOffice office;
  CHECK(office.telemetry.by_group(day(1)).empty());
  office.asks("10.1.9.3", "clamav", 200);
  office.asks("10.1.9.3", "suricata", 200);
  office.asks("10.1.9.4", "clamav", 404);
  const auto of_office = [&](policy::Instant since) {
    return office.telemetry.by_group(since).at("office");
  };
  CHECK(of_office(day(3)) == GroupTally{.devices = 2, .failing = 1, .behind = 1});
  CHECK(of_office(day(2)) == GroupTally{.devices = 2, .failing = 1, .behind = 1});
  CHECK(of_office(day(3) + 1s) == GroupTally{.devices = 2, .silent = 2, .failing = 1, .behind = 1});
}

TEST_CASE("devices with what they were never offered are counted by group and feed",
          "[telemetry][tallies]") {
  ASmallOffice office;
  const auto says = [&](const char* address, const char* feed, std::uint64_t release) {
    auto contact = contact_of(address);
    contact.feed = feed;
    contact.group = "office";
    contact.newest = {2};
    contact.says = {release};
    office.telemetry.pad(0).note(contact, 200);
    office.telemetry.record(office.clock.now());
    office.clock.advance(60s);
  };
  says("10.1.9.3", "clamav", 0);
  CHECK(office.telemetry.never_offered().empty());
  says("10.1.9.3", "clamav", 3);
  says("10.1.9.3", "suricata", 5);
  says("10.1.9.4", "clamav", 4);
  CHECK(office.telemetry.by_group(day(1)).at("office").never_offered == 2);
  CHECK(office.telemetry.never_offered() ==
        std::vector<relay::telemetry::NeverOffered>{
            {.group = "office", .feed = "clamav", .devices = 2, .newest = {4}},
            {.group = "office", .feed = "suricata", .devices = 1, .newest = {5}}});
}

TEST_CASE("who looks at groups after another within seconds sees the same",
          "[telemetry][tallies]") {
  ASmallOffice office;
  const auto devices = [&](policy::Instant since) {
    return office.telemetry.by_group(since).at("office").devices;
  };
  office.asks("10.1.9.3", "clamav", 200);
  CHECK(devices(day(1)) == 1);
  office.asks("10.1.9.4", "clamav", 200);
  CHECK(devices(day(1)) == 1);
  CHECK(devices(day(1) + relay::telemetry::Telemetry::kTallied - 1s) == 1);
  CHECK(devices(day(1) + relay::telemetry::Telemetry::kTallied) == 2);
  office.asks("10.1.9.5", "clamav", 200);
  CHECK(devices(day(1)) == 3);  // The clock was set back.
}

TEST_CASE("devices are counted by the release that they were offered and took",
          "[telemetry][tallies]") {
  ASmallOffice office;
  office.asks("10.1.9.3", "clamav", 200);
  office.asks("10.1.9.4", "clamav", 404);
  office.asks("10.1.9.5", "clamav", 200, 1);
  office.asks("10.1.9.5", "suricata", 200);
  CHECK(office.telemetry.offers("clamav", {2}).at("office") == Offers{.offered = 2, .taken = 1});
  CHECK(office.telemetry.offers("clamav", {1}).at("office") == Offers{.offered = 1, .taken = 1});
  CHECK(office.telemetry.offers("yara", {1}).empty());
}
