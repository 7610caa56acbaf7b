#include "relay/telemetry/takes.h"

#include <catch2/catch.hpp>

#include "relay/telemetry/telemetry.h"
#include "tests/relay/telemetry/a_contact.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temp_folder.h"

using namespace std::chrono_literals;
using relay::telemetry::kMostTakes;
using relay::telemetry::Take;
using tests::contact_of;
using tests::day;

namespace {

/// Devices that take releases, a minute each.
struct ATaking {
  tests::TempFolder folder;
  tests::ManualClock clock{day(3)};
  relay::io::Log log{clock, relay::io::Level::Error};
  relay::telemetry::Telemetry::Settings settings{.file = folder / "telemetry.db"};
  std::unique_ptr<relay::telemetry::Telemetry> telemetry;

  ATaking() { start(); }
  void start() {
    telemetry.reset();
    telemetry = std::make_unique<relay::telemetry::Telemetry>(settings, log);
  }
  void takes(const char* address, std::uint64_t release, const char* feed = "clamav",
             const char* group = "office") {
    auto contact = contact_of(address);
    contact.feed = feed;
    contact.group = group;
    contact.release = {release};
    contact.fresh = true;
    contact.at = clock.now();
    telemetry->pad(0).begin(contact).over({.status = 200, .to_the_end = true});
    telemetry->record(clock.now());
    clock.advance(60s);
  }
  /// "clamav 3 in office, clamav 2 in office"
  std::string taken(const char* address) {
    std::string all;
    for (const Take& take : telemetry->takes(address)) {
      all += (all.empty() ? "" : ", ") + take.feed + " " + std::to_string(take.release.number) +
             " in " + take.group;
    }
    return all;
  }
};

}  // namespace

TEST_CASE("what a device took is told newest first and each once", "[telemetry][takes]") {
  ATaking a;
  CHECK(a.taken("10.0.0.1").empty());
  a.takes("10.0.0.1", 2);
  a.takes("10.0.0.1", 2);
  a.takes("10.0.0.1", 7, "suricata");
  a.takes("10.0.0.1", 3, "clamav", "pilot");
  a.start();
  a.takes("10.0.0.1", 3, "clamav", "pilot");
  a.takes("10.0.0.1", 2);
  a.takes("10.0.0.2", 4);
  CHECK(a.taken("10.0.0.1") ==
        "clamav 2 in office, clamav 3 in pilot, suricata 7 in office, clamav 2 in office");
  CHECK(a.telemetry->takes("10.0.0.1").back().at == day(3));
}

TEST_CASE("a take is of the group whose release it was", "[telemetry][takes]") {
  ATaking a;
  auto asking = contact_of("10.0.0.1");
  asking.fresh = true;
  asking.group = "pilot";
  const auto under_way = a.telemetry->pad(0).begin(asking);
  asking.fresh = false;
  asking.group = "office";
  a.telemetry->pad(0).note(asking, 200);
  under_way.over({.status = 200, .to_the_end = true});
  a.telemetry->record(a.clock.now());
  CHECK(a.taken("10.0.0.1") == "clamav 2 in pilot");
}

TEST_CASE("the latest takes of each feed are kept", "[telemetry][takes]") {
  ATaking a;
  a.takes("10.0.0.1", 1, "suricata");
  for (std::uint64_t i = 1; i <= kMostTakes; ++i) a.takes("10.0.0.1", i);
  CHECK(a.telemetry->takes("10.0.0.1").size() == kMostTakes + 1);
  CHECK(a.telemetry->takes("10.0.0.1")[kMostTakes - 1].release == policy::Sequence{1});
  a.takes("10.0.0.1", kMostTakes + 1);
  CHECK(a.telemetry->takes("10.0.0.1").size() == kMostTakes + 1);
  CHECK(a.telemetry->takes("10.0.0.1")[kMostTakes - 1].release == policy::Sequence{2});
}

TEST_CASE("where there is no room takes go before any device does", "[telemetry][takes]") {
  ATaking a;
  a.settings.most_bytes = 100'000;
  a.start();
  for (int i = 0; i < 100; ++i) {
    const std::string address = "10.0.0." + std::to_string(i);
    for (std::uint64_t release = 1; release <= 10; ++release) a.takes(address.c_str(), release);
  }
  CHECK(a.telemetry->counts().devices == 100);
  CHECK(a.taken("10.0.0.0").empty());
  CHECK(a.telemetry->takes("10.0.0.99").size() == 10);
}
