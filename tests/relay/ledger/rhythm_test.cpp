#include "relay/ledger/rhythm.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using relay::ledger::Rhythm;
using relay::ledger::Rhythms;

TEST_CASE("a device's interval is the middle one of its last gaps", "[ledger]") {
  Rhythm rhythm;
  CHECK(rhythm.interval() == std::nullopt);
  rhythm.add(1h);
  CHECK(rhythm.interval() == std::nullopt);
  rhythm.add(2h);
  CHECK(rhythm.interval() == 2h);
  rhythm.add(1h);
  CHECK(rhythm.interval() == 1h);
  rhythm.add(15h);  // A night.
  rhythm.add(1h);
  rhythm.add(65h);  // A week-end.
  CHECK(rhythm.text() == "3900 60 900 60 120");
  CHECK(rhythm.interval() == 2h);
  rhythm.add(1h);
  CHECK(rhythm.interval() == 1h);
}

TEST_CASE("gaps have a least and a longest", "[ledger]") {
  Rhythm rhythm;
  rhythm.add(-1h);
  rhythm.add(5min + 29s);
  CHECK(rhythm.text() == "5 5");
  rhythm.add(24h * 400);
  CHECK(rhythm.text() == "10080 5 5");
}

TEST_CASE("a rhythm's text is read as it was written and no other", "[ledger]") {
  for (const auto* text : {"", "60", "60 61 62 63 64", "5 10080"}) {
    const auto rhythm = Rhythm::parse(text);
    REQUIRE(rhythm);
    CHECK(rhythm->text() == text);
  }
  for (const auto* text : {"4", "10081", "60 61 62 63 64 65", "60,61", "60 x", "-5", "70000"}) {
    CAPTURE(text);
    CHECK_FALSE(Rhythm::parse(text));
  }
}

TEST_CASE("a group's usual interval is what nine in ten keep to", "[ledger]") {
  Rhythms rhythms;
  for (int i = 0; i < 4; ++i) rhythms.move(std::nullopt, 1h);
  CHECK(rhythms.usual() == std::nullopt);
  for (int i = 0; i < 5; ++i) rhythms.move(std::nullopt, 1h);
  rhythms.move(std::nullopt, 24h);
  CHECK(rhythms.usual() == 1h);
  rhythms.move(1h, 24h);
  CHECK(rhythms.usual() == 24h);
  rhythms.move(24h, std::nullopt);
  rhythms.move(24h, std::nullopt);
  CHECK(rhythms.usual() == 1h);
}
