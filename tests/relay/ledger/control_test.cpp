#include <catch2/catch.hpp>

#include "policy/measure.h"
#include "tests/relay/ledger/a_book.h"

using namespace std::chrono_literals;
using Of = policy::Control::Of;
using tests::ABook;

namespace {

std::string text(const policy::Control& control) {
  const char* const of[] = {"nothing", "same group", "other groups", "history"};
  return std::string{of[static_cast<int>(control.of)]} + " " + std::to_string(control.silent) +
         " of " + std::to_string(control.mature);
}

/// Pilot (40 devices) and office (100) ask every hour; for a day already.
struct AFleet : ABook {
  AFleet() {
    for (int hour = 0; hour < 24; ++hour) ask_all(1);
  }
  /// An hour in which everybody asks, from these numbers on.
  void ask_all(std::uint64_t release, std::uint64_t pilot_from = 1, std::uint64_t office_from = 1) {
    for (std::uint64_t device = pilot_from; device <= 40; ++device) ask("pilot", device, release);
    for (std::uint64_t device = office_from; device <= 100; ++device) {
      ask("office", 1'000 + device, 1);
    }
    pass(1h);
  }
  void take_all(std::uint64_t pilot_from = 1, std::uint64_t pilot_to = 40) {
    for (std::uint64_t device = pilot_from; device <= pilot_to; ++device) take("pilot", device, 2);
    for (std::uint64_t device = 1; device <= 100; ++device) ask("office", 1'000 + device, 1);
  }
};

const policy::Gate kGate{
    .bake = 4h, .survived = policy::Quota{.devices = 5}, .silent = policy::BasisPoints{300}};

}  // namespace

TEST_CASE("takes are compared with other groups when all of the group took it",
          "[ledger][silence]") {
  AFleet fleet;
  fleet.take_all();
  fleet.pass(1h);
  fleet.ask_all(2, 1, 3);  // Two of office have gone home.
  fleet.pass(1h);
  const auto known = fleet.of(2);
  CHECK(known.all == policy::Tally{.taken = 40, .mature = 40, .survived = 40});
  CHECK(text(known.control) == "other groups 2 of 100");
}

TEST_CASE("takes are compared with the rest of the group first", "[ledger][silence]") {
  AFleet fleet;
  for (std::uint64_t device = 11; device <= 40; ++device) fleet.ask("pilot", device, 1);
  fleet.take_all(1, 10);
  fleet.pass(2h);
  CHECK(text(fleet.of(2).control) == "same group 30 of 30");
}

TEST_CASE("the silence of an ephemeral group is no control", "[ledger][silence]") {
  AFleet fleet;
  fleet.book.follow({{.id = tests::group("office"), .ephemeral = true}});
  fleet.take_all();
  fleet.pass(2h);
  CHECK(text(fleet.of(2).control) == "nothing 0 of 0");
}

TEST_CASE("without others a group is compared with its own weeks", "[ledger][silence]") {
  ABook a;
  for (int week = 0; week < 2; ++week) {
    for (std::uint64_t device = 1; device <= 40; ++device) a.ask("pilot", device, 1);
    a.pass(1h);
    for (std::uint64_t device = 11; device <= 40; ++device) a.ask("pilot", device, 1);
    a.pass(24h * 7 - 1h);
  }
  a.all_hourly("pilot", 40, 3, 1);
  a.pass(24h * 7 - 3h);
  for (std::uint64_t device = 1; device <= 40; ++device) a.take("pilot", device, 2);
  a.pass(24h * 7 * 2);
  const auto control = a.of(2).control;
  CHECK(control.of == Of::History);
  CHECK(control.mature == 120);
}

TEST_CASE("a control is counted only when its time to return is over", "[ledger][silence]") {
  AFleet fleet;
  fleet.take_all();
  fleet.pass(1h);
  fleet.ask_all(2);  // Everybody is back: those who took it have survived.
  CHECK(fleet.tally(2) == policy::Tally{.taken = 40, .mature = 40, .survived = 40});
  CHECK(text(fleet.of(2).control) == "other groups 0 of 100");
  AFleet sooner;
  sooner.take_all();
  sooner.pass(1h);
  for (std::uint64_t device = 1; device <= 40; ++device) sooner.ask("pilot", device, 2);
  CHECK(sooner.tally(2) == policy::Tally{.taken = 40, .survived = 40});
  CHECK(text(sooner.of(2).control) == "nothing 0 of 0");
}

TEST_CASE("those who return at once do not hide those who are not silent yet",
          "[ledger][silence]") {
  AFleet fleet;
  fleet.take_all(1, 4);
  fleet.pass(20min);
  fleet.take_all(5, 40);
  const auto gate = [&fleet] { return policy::judge(kGate, fleet.of(2), 40, false); };
  CHECK(gate().sentence == "0 of 5 devices have survived; no take is old enough to be judged");
  fleet.pass(1h);
  // The release kills half of them; those who live are back before anybody is silent.
  for (std::uint64_t device = 1; device <= 20; ++device) fleet.ask("pilot", device, 2);
  for (std::uint64_t device = 1; device <= 100; ++device) fleet.ask("office", 1'000 + device, 1);
  CHECK(fleet.tally(2).survived == 20);
  CHECK(gate().sentence == "0 of 5 devices have survived; no take is old enough to be judged");
  fleet.pass(10min);
  CHECK(fleet.tally(2) == policy::Tally{.taken = 40, .mature = 4, .survived = 20});
  CHECK(gate().verdict == policy::Finding::Verdict::Inconclusive);
  CHECK(gate().sentence == "4 of 5 devices have survived");
  CHECK(fleet.of(2).next_mature == fleet.now + 20min);
  fleet.pass(20min);
  CHECK(fleet.tally(2) == policy::Tally{.taken = 40, .mature = 40, .survived = 20, .silent = 20});
  CHECK(gate().verdict == policy::Finding::Verdict::Fail);
}

TEST_CASE("a pilot that falls silent is halted when its time to return is over",
          "[ledger][silence]") {
  AFleet fleet;
  fleet.take_all();
  fleet.pass(1h);
  for (std::uint64_t device = 1; device <= 100; ++device) fleet.ask("office", 1'000 + device, 1);
  fleet.pass(30min - 1s);
  CHECK(policy::harm(kGate, fleet.of(2), false) == std::nullopt);
  fleet.pass(1s);
  CHECK(policy::harm(kGate, fleet.of(2), false) ==
        "silence 40 of 40 against 0 of 100 in other groups is over the limit 3% with 99.9% "
        "certainty");
}

TEST_CASE("an outage of everything proves nothing", "[ledger][silence]") {
  AFleet fleet;
  fleet.take_all();
  for (int step = 0; step < 24; ++step) {
    fleet.pass(1h);
    CHECK(policy::harm(kGate, fleet.of(2), false) == std::nullopt);
  }
  CHECK(fleet.tally(2).silent == 40);
  CHECK(text(fleet.of(2).control) == "other groups 100 of 100");
}

TEST_CASE("an outage at the end of an hour is not hidden by the hour's beginning",
          "[ledger][silence]") {
  ABook fleet;
  const auto office_asks = [&fleet] {
    for (std::uint64_t device = 1; device <= 100; ++device) fleet.ask("office", 1'000 + device, 1);
  };
  for (int quarter = 0; quarter < 15; ++quarter) {
    for (std::uint64_t device = 1; device <= 40; ++device) fleet.ask("pilot", device, 1);
    office_asks();
    fleet.pass(15min);
  }
  for (std::uint64_t device = 1; device <= 40; ++device) fleet.take("pilot", device, 2);
  office_asks();
  fleet.pass(2h);  // From 03:45 on nobody can reach us.
  CHECK(fleet.tally(2).silent == 40);
  CHECK(text(fleet.of(2).control) == "other groups 100 of 100");
  CHECK(policy::harm(kGate, fleet.of(2), false) == std::nullopt);
}

TEST_CASE("where few ask takes are compared by the hour", "[ledger][silence]") {
  ABook fleet;
  for (int hour = 0; hour < 24; ++hour) {
    for (std::uint64_t device = 1; device <= 12; ++device) fleet.ask("pilot", device, 1);
    fleet.pass(20min);
    for (std::uint64_t device = 1; device <= 40; ++device) fleet.ask("office", 1'000 + device, 1);
    fleet.pass(40min);
  }
  for (std::uint64_t device = 1; device <= 12; ++device) fleet.take("pilot", device, 2);
  fleet.pass(20min);
  for (std::uint64_t device = 1; device <= 40; ++device) fleet.ask("office", 1'000 + device, 1);
  fleet.pass(4h);
  CHECK(text(fleet.of(2).control) == "other groups 40 of 40");
}

TEST_CASE("the dead are counted on with later releases until they return", "[ledger][silence]") {
  AFleet fleet;
  fleet.take_all();
  fleet.pass(1h);
  fleet.ask_all(2, 31);  // Thirty of forty are dead.
  fleet.pass(1h);
  fleet.take("pilot", 40, 3);
  const auto dead = fleet.of(3).dead;
  CHECK(dead > 15);
  CHECK(dead < 30);
  CHECK(fleet.of(2).dead == 0);
  for (std::uint64_t device = 1; device <= 30; ++device) fleet.ask("pilot", device, 2);
  CHECK(fleet.of(3).dead == 0);
  CHECK(fleet.tally(2).silent == 30);
}

TEST_CASE("of a feed with many releases none is forgotten while it is recorded", "[ledger]") {
  AFleet fleet;
  fleet.take_all();
  for (std::uint64_t release = 3; release <= 30; ++release) {
    fleet.pass(1h);
    fleet.take("pilot", release, release);
  }
  CHECK(fleet.heard().experience.size() == 29);
  CHECK(fleet.tally(2).taken == 40);
  CHECK(fleet.tally(2).silent > 0);
  CHECK(fleet.of(2).control.of == Of::OtherGroups);
}

TEST_CASE("looks are counted where something new was seen", "[ledger]") {
  AFleet fleet;
  fleet.take_all();
  CHECK(fleet.of(2).looks == 0);
  CHECK(fleet.of(2).looks == 0);
  fleet.pass(1h);
  fleet.ask("pilot", 1, 2);
  fleet.take("pilot", 50, 2);
  CHECK(fleet.of(2).looks == 0);  // Nothing is mature yet.
  fleet.pass(30min);
  CHECK(fleet.of(2).looks == 1);
  CHECK(fleet.of(2).looks == 1);
  fleet.pass(36h);
  CHECK(fleet.of(2).looks == 2);
}
