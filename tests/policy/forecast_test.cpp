#include "policy/forecast.h"

#include <catch2/catch.hpp>
#include <memory>

#include "tests/policy/a_path.h"

using namespace std::chrono_literals;
using policy::Instant;
using tests::APath;
using tests::day;

namespace {

using Lines = std::vector<std::string>;

std::string line(Instant at, const policy::Event& event, const policy::FeedFacts& facts) {
  return policy::show(at) + " " + policy::sentence(event, facts);
}

Lines forecast(const APath& path, Instant until) {
  Lines lines;
  for (const auto& one :
       policy::forecast(path.rules(), path.facts, path.moment, until).milestones) {
    lines.push_back(line(one.at, one.event, path.facts));
  }
  return lines;
}

/// What happens when the relay turns again and again.
Lines happens(APath path, Instant until, policy::Span every) {
  Lines lines;
  for (; path.moment.now <= until; path.moment.now += every) {
    for (const auto& event : path.turn().events) {
      lines.push_back(line(path.moment.now, event, path.facts));
    }
  }
  return lines;
}

/// Two releases on a path with soaks, a ramp, a window and evidence that never comes.
APath a_slow_path() {
  APath path;
  path.stage(1).soak = 2h;
  path.stage(2).soak = 5h;
  path.stage(2).ramp = {{{500}, 3h}, {{2'500}, 6h}, {policy::kEverybody, 0h}};
  path.stage(3).gate->survived = policy::Quota{.devices = 5};
  path.stage(3).window = std::make_shared<policy::Calendar>(
      policy::Calendar{.name = "nights", .open = {{.at = 22h, .lasts = 2h}}});
  path.document.paths[0].no_evidence =
      policy::NoEvidence{.after = 6h, .then = policy::NoEvidence::Then::Open};
  path.publish();
  path.moment.now += 30min;
  path.publish();
  return path;
}

}  // namespace

TEST_CASE("a forecast says when a release reaches each stage", "[policy][forecast]") {
  const auto path = a_slow_path();
  CHECK(forecast(path, day(5)) == Lines{"2026-01-02 02:00 UTC opened 2 → pilot",
                                        "2026-01-02 06:00 UTC opened 3 → pilot",
                                        "2026-01-02 06:00 UTC opened 2 → office at 5%",
                                        "2026-01-02 09:00 UTC widened 2 → office to 25%",
                                        "2026-01-02 15:00 UTC widened 2 → office to 100%",
                                        "2026-01-02 19:00 UTC opened 3 → office at 5%",
                                        "2026-01-02 22:00 UTC widened 3 → office to 25%",
                                        "2026-01-03 04:00 UTC widened 3 → office to 100%",
                                        "2026-01-03 22:00 UTC opened 3 → plants"});
}

TEST_CASE("what a forecast says is what turn after turn does", "[policy][forecast]") {
  const auto path = a_slow_path();
  CHECK(forecast(path, day(5)) == happens(path, day(5), 30min));
}

TEST_CASE("what a forecast says comes true to the second", "[policy][forecast]") {
  APath path;
  path.stage(1).soak = 61s;
  path.stage(1).ramp = {{{1}, 59s}, {policy::kEverybody, 0h}};
  path.stage(2).gate->bake = 7min + 1s;
  path.stage(3).gate->bake = 1s;
  path.publish();
  const auto lines = forecast(path, day(1) + 15min);
  CHECK(lines.size() == 4);
  CHECK(lines == happens(path, day(1) + 15min, 1s));
}

TEST_CASE("a forecast goes to its end and not beyond", "[policy][forecast]") {
  APath path;
  path.publish();
  CHECK(forecast(path, day(1) + 8h).size() == 3);
  CHECK(forecast(path, day(1) + 8h - 1s).size() == 2);
}

TEST_CASE("a forecast says what stands in the way at its end", "[policy][forecast]") {
  APath path;
  path.stage(2).approve = {{.role = "r"}};
  path.publish();
  const auto made = policy::forecast(path.rules(), path.facts, path.moment, day(30));
  REQUIRE(made.after.size() == 3);
  CHECK(policy::sentences(made.after[1].withheld.at(0).reasons) ==
        "nobody has approved it yet (r)");
  CHECK_FALSE(made.cut);
}

TEST_CASE("a forecast knows that a yes ends before its window opens", "[policy][forecast]") {
  APath path;
  path.stage(1).approve = {{.role = "r"}};
  path.stage(1).window = std::make_shared<policy::Calendar>(
      policy::Calendar{.name = "nights", .open = {{.at = 22h, .lasts = 2h}}});
  path.publish();
  path.in("pilot").approvals = {{.release = {2},
                                 .tree = tests::digest(2),
                                 .stage = {},
                                 .person = "ann",
                                 .role = "r",
                                 .until = day(1) + 22h}};
  CHECK(forecast(path, day(2)) == Lines{});
  path.in("pilot").approvals[0].until = day(1) + 22h + 1s;
  CHECK(forecast(path, day(2)).at(0) == "2026-01-02 22:00 UTC opened 2 → pilot");
}

TEST_CASE("a forecast waits for evidence unless it assumes healthy devices", "[policy][forecast]") {
  APath path;
  path.stage(2).gate->survived = policy::Quota{.devices = 5};
  path.publish();
  CHECK(forecast(path, day(30)).size() == 1);
  path.moment.assume_healthy = true;
  CHECK(forecast(path, day(30)).size() == 3);
}

TEST_CASE("a forecast looks past a take that was old enough long before", "[policy][forecast]") {
  APath path;
  path.stage(2).gate->survived = policy::Quota{.devices = 5};
  path.document.paths[0].no_evidence =
      policy::NoEvidence{.after = 12h, .then = policy::NoEvidence::Then::Open};
  path.publish();
  path.in("pilot").experience[{2}].next_mature = day(1) + 5h;
  CHECK(forecast(path, day(2)) == Lines{"2026-01-02 00:00 UTC opened 2 → pilot",
                                        "2026-01-02 16:00 UTC opened 2 → office",
                                        "2026-01-02 20:00 UTC opened 2 → plants"});
}

TEST_CASE("a forecast of a ramp that is paused ends", "[policy][forecast]") {
  APath path;
  path.stage(1).ramp = {{{500}, 1s}, {policy::kEverybody, 0h}};
  path.publish();
  path.turn();
  path.in("pilot").pauses = {{.release = {2}, .said = {.by = "ann", .at = day(1)}}};
  CHECK(forecast(path, day(100'000)).empty());
}

TEST_CASE("a forecast that says too much is cut and says so", "[policy][forecast]") {
  APath path;
  auto& ramp = path.stage(1).ramp;
  for (std::uint32_t to = 1; to < 1'100; ++to) ramp.push_back({{to}, 1s});
  ramp.push_back({policy::kEverybody, 0h});
  path.publish();
  const auto made = policy::forecast(path.rules(), path.facts, path.moment, day(2));
  CHECK(made.cut);
  CHECK(made.milestones.size() == policy::kMostMilestones);
}

TEST_CASE("with healthy devices every release reaches the last stage however fast its vendor is",
          "[policy][forecast][train]") {
  APath path;
  path.moment.assume_healthy = true;
  path.stage(2).gate->survived = policy::Quota{.share = {8'000}};
  path.stage(3).gate->survived = policy::Quota{.share = {8'000}};
  const int every = GENERATE(30, 60, 180, 240, 300);  // Minutes.
  for (int minute = 0; minute < 3 * 24 * 60; minute += 30) {
    path.moment.now = day(1) + std::chrono::minutes{minute};
    if (minute % every == 0) path.publish();
    path.turn();
  }
  // Four hours in each of two bakes and at most four of waiting for the train in each.
  const auto newest = path.in("plants").openings.back().release;
  CHECK(path.facts.release(newest).first_seen >= day(4) - 17h);
}
