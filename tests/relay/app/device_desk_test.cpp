#include "relay/app/device_desk.h"

#include <catch2/catch.hpp>

#include "tests/relay/app/an_engine.h"

using relay::app::DeviceDesk;
using relay::app::relay_authority;
using relay::device::DeviceId;
using tests::day;

namespace {

/// A request of that device is recorded, at which it took the first release to the end.
void take(tests::AnEngine& one, const DeviceId& id) {
  using Kind = relay::ledger::Sighting::Kind;
  for (const Kind kind : {Kind::Asked, Kind::Took}) {
    one.engine->ledger().queue(0).put({.feed = tests::AnEngine::acme(),
                                       .group = *policy::GroupId::parse("office"),
                                       .voice = relay::device::place_of(id),
                                       .release = {1},
                                       .kind = kind,
                                       .at = one.clock.now()});
  }
  one.engine->record();
}

std::size_t takes(tests::AnEngine& one) {
  return one.engine->ledger().took(tests::AnEngine::acme(), {1}).size();
}

}  // namespace

TEST_CASE("the authority is made once and never by half a second time", "[app][device]") {
  const tests::TempFolder folder;
  const auto made = relay_authority(folder.path(), day(1));
  CHECK(relay_authority(folder.path(), day(2)).certificate == made.certificate);

  const auto key = tests::read_file(folder / "authority.key");
  std::filesystem::remove(folder / "authority.key");
  CHECK_THROWS_WITH(relay_authority(folder.path(), day(2)), Catch::Contains("has lost its key"));
  CHECK(tests::read_file(folder / "authority.crt") == made.certificate);

  const tests::TempFolder other;
  relay_authority(other.path(), day(1));
  tests::write_file(folder / "authority.key", tests::read_file(other / "authority.key"));
  CHECK_THROWS_WITH(relay_authority(folder.path(), day(2)),
                    Catch::Contains("do not belong together"));
  tests::write_file(folder / "authority.key", key);
  CHECK(relay_authority(folder.path(), day(2)).key == made.key);
}

TEST_CASE("from a revoked device the ledger expects nothing also after a start", "[app][device]") {
  tests::AnEngine one;
  one.start(tests::policy_text());
  const auto id = *DeviceId::parse("c-" + std::string(32, 'a'));
  const auto other = *DeviceId::parse("c-" + std::string(32, 'b'));
  {
    DeviceDesk desk{one.data(), *one.engine, one.log};
    take(one, id);
    take(one, other);
    CHECK(takes(one) == 2);
    desk.devices().revoke(id, {.at = one.clock.now(), .actor = "Aino"});
    desk.tell_ledger(id);
    CHECK(takes(one) == 1);
    take(one, id);
    CHECK(takes(one) == 1);
  }
  one.start(tests::policy_text());
  DeviceDesk desk{one.data(), *one.engine, one.log};
  take(one, id);
  take(one, other);
  CHECK(takes(one) == 1);
  desk.devices().restore(id, {.at = one.clock.now(), .actor = "Aino"});
  desk.tell_ledger(id);
  take(one, id);
  CHECK(takes(one) == 2);
}
