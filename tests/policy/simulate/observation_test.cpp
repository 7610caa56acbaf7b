#include "policy/simulate/observation.h"

#include <catch2/catch.hpp>

#include "tests/policy/simulate/a_world.h"

using namespace std::chrono_literals;
using policy::Control;
using policy::simulate::Habits;
using policy::simulate::Site;
using tests::AWorld;

namespace {

struct AFleet {
  policy::simulate::FleetGroup pilot{.group = AWorld::group("pilot"), .devices = 120};
  policy::simulate::FleetGroup office{.group = AWorld::group("office"), .devices = 1'200};
  policy::simulate::Timeline timeline{policy::from_unix_seconds(1'772'409'600)};
  std::vector<Site> sites{Site{pilot, 1, timeline, 60}, Site{office, 10'000, timeline, 60}};
  policy::simulate::Observation observed{sites, {pilot.group, office.group}};
  policy::simulate::Faults faults{};
  policy::FeedFacts facts{};

  AFleet() {
    for (std::uint64_t n = 1; n <= 10; ++n) {
      facts.releases.push_back(
          {.sequence = {n}, .version = *policy::VersionText::parse(std::to_string(n)), .tree = {}});
    }
  }
  std::uint64_t newest = 10;

  /// The pilot is offered the newest release, the office what it has.
  void run(policy::simulate::Step from, policy::simulate::Step until) {
    const policy::simulate::Offers offers{{{.release = {newest}}}};
    const policy::simulate::Offers none{{}};
    for (auto step = from; step < until; ++step) {
      if (step % 5 == 0) observed.ripen(step / 5);
      sites[0].ask(step, offers, faults);
      sites[1].ask(step, none, faults);
    }
    if (until % 5 == 0) observed.ripen(until / 5);
    observed.tell(facts, {.id = *policy::FeedId::parse("content")});
  }
  const policy::Experience& pilots() {
    return facts.groups[AWorld::group("pilot")].experience[{10}];
  }
};

}  // namespace

TEST_CASE("a take is silent when one and a half polling intervals are over",
          "[simulate][silence]") {
  AFleet fleet;
  const policy::simulate::Fault crash{.after = 1min};
  fleet.faults.of = std::vector<const policy::simulate::Fault*>(10);
  fleet.faults.of.push_back(&crash);
  fleet.run(60, 154);
  CHECK(fleet.pilots().all.taken == 120);
  CHECK(fleet.pilots().all.silent == 0);
  fleet.run(154, 155);  // The first five minutes of takes, and 90 more.
  CHECK(fleet.pilots().all.silent == 10);
  CHECK(fleet.pilots().all.mature == 10);
  CHECK(fleet.pilots().all.survived == 0);
}

TEST_CASE("a take survives with the next request and is compared with who did not take",
          "[simulate][silence]") {
  AFleet fleet;
  fleet.run(60, 155);
  CHECK(fleet.pilots().all.survived == 70);
  CHECK(fleet.pilots().all.mature == 70);
  CHECK(fleet.pilots().control == Control{Control::Of::OtherGroups, 100, 0});
  CHECK(fleet.facts.groups[AWorld::group("pilot")].seen == 120);
}

TEST_CASE("the dead are counted on with later releases and those who return are not",
          "[simulate][silence]") {
  AFleet fleet;
  const policy::simulate::Fault crash{.after = 1min, .share = AWorld::percent(50)};
  fleet.faults.of = std::vector<const policy::simulate::Fault*>(10);
  fleet.faults.of.push_back(&crash);
  fleet.run(60, 240);
  const auto silent = fleet.pilots().all.silent;
  CHECK(silent > 40);
  fleet.facts.releases.push_back(
      {.sequence = {11}, .version = *policy::VersionText::parse("11"), .tree = {}});
  fleet.newest = 11;
  fleet.run(240, 245);
  const auto dead = fleet.facts.groups[AWorld::group("pilot")].experience[{11}].dead;
  CHECK(dead > silent / 2);
  CHECK(dead <= silent);
}

TEST_CASE("habits know the hours of a week in which nothing was taken", "[simulate][silence]") {
  policy::simulate::FleetGroup group{.group = AWorld::group("office"), .devices = 400};
  group.absence.nights = AWorld::percent(50);
  const Site site{group, 1, {policy::from_unix_seconds(1'772'409'600)}, 60};
  const Habits habits{site};
  const auto at = [&](policy::simulate::BinNumber hour) { return habits.at(hour * 12); };
  CHECK(at(10).asked == 400);
  CHECK(at(10).unanswered == 0);
  CHECK(at(18).unanswered > 150);  // The last hour before the night.
  CHECK(at(18).unanswered < 250);
  CHECK(at(20).asked < 250);
  CHECK(at(20).unanswered == 0);
}
