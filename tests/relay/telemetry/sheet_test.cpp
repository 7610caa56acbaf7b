#include "relay/telemetry/sheet.h"

#include <catch2/catch.hpp>

#include "tests/relay/telemetry/a_contact.h"

using relay::telemetry::Known;
using relay::telemetry::Sheet;
using relay::telemetry::Who;

namespace {

Who who(const policy::Address& address) {
  return {.address = address, .feed = "clamav"};
}
policy::Address numbered(std::uint8_t number) {
  return {.bytes = {0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number}};
}

}  // namespace

TEST_CASE("a sheet has one note for each device and feed", "[telemetry]") {
  Sheet sheet{8, 7};
  const auto home = tests::address("10.1.9.3"), away = tests::address("10.1.9.4");
  auto* const by_address = sheet.of({.address = home, .feed = "clamav"}, Known::Address);
  CHECK(sheet.of({.address = home, .feed = "clamav"}, Known::Address) == by_address);
  CHECK(sheet.of({.address = home, .feed = "suricata"}, Known::Address) != by_address);
  CHECK(sheet.of({.address = away, .feed = "clamav"}, Known::Address) != by_address);
  // A device is the same wherever it is; its address is another's at other times.
  auto* const device = sheet.of({"d-1", home, "clamav"}, Known::Token);
  CHECK(device != by_address);
  CHECK(sheet.of({"d-1", away, "clamav"}, Known::Token) == device);
  CHECK(sheet.of({"d-2", home, "clamav"}, Known::Token) != device);
  CHECK(sheet.notes().size() == 5);

  CHECK(sheet.has({"d-1", away, "clamav"}));
  sheet.clear();
  CHECK(sheet.notes().empty());
  CHECK_FALSE(sheet.has({"d-1", away, "clamav"}));
}

TEST_CASE("the last quarter of a sheet is for who has shown a credential", "[telemetry]") {
  Sheet sheet{8, 7};
  for (std::uint8_t i = 0; i < 6; ++i) CHECK(sheet.of(who(numbered(i)), Known::Unknown) != nullptr);
  CHECK(sheet.of(who(numbered(6)), Known::Unknown) == nullptr);
  CHECK(sheet.of(who(numbered(6)), Known::Address) == nullptr);
  CHECK(sheet.of(who(numbered(5)), Known::Unknown) != nullptr);
  CHECK(sheet.of({"d-1", numbered(6), "clamav"}, Known::Token) != nullptr);
  CHECK(sheet.of({"d-2", numbered(6), "clamav"}, Known::Certificate) != nullptr);
  CHECK(sheet.of({"d-3", numbered(6), "clamav"}, Known::Token) == nullptr);
  CHECK(sheet.notes().size() == 8);
}

TEST_CASE("a sheet finds every note again whatever its salt", "[telemetry]") {
  const std::uint64_t salt = GENERATE(0U, 1U, 0xdeadbeefU);
  Sheet sheet{340, salt};
  for (int i = 0; i < 255; ++i) {
    auto* const note = sheet.of(who(numbered(static_cast<std::uint8_t>(i))), Known::Unknown);
    REQUIRE(note != nullptr);
    note->requests = static_cast<std::uint32_t>(i);
  }
  for (int i = 0; i < 255; ++i) {
    CHECK(sheet.of(who(numbered(static_cast<std::uint8_t>(i))), Known::Unknown)->requests ==
          static_cast<std::uint32_t>(i));
  }
}
