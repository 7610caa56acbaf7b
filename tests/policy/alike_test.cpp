#include "policy/alike.h"

#include <catch2/catch.hpp>
#include <functional>
#include <memory>
#include <utility>

#include "policy/state.h"
#include "tests/policy/a_history.h"

using namespace std::chrono_literals;
using tests::AHistory;
using tests::APath;
using tests::day;
using tests::group;

namespace {

/// "shops" joins "office": the same stage, and so far the same past.
void add_shops(APath& path) {
  path.document.groups.push_back(path.document.groups[1]);
  path.document.groups.back().id = group("shops");
  path.stage(2).groups.push_back(group("shops"));
  path.in("shops") = path.in("office");
}

using Wide = std::function<void(APath&)>;

struct Change {
  const char* what;
  Wide made;
};

bool alike_after(const Wide& change) {
  APath path;
  add_shops(path);
  path.publish();
  change(path);
  const auto rules = path.rules();
  const auto asked = [&](std::size_t i) {
    return policy::Question{rules[i].second ? &*rules[i].second : nullptr, path.facts,
                            path.facts.of(rules[i].first), path.moment};
  };
  return policy::plan_alike(asked(1), asked(3));
}

const policy::Approval kYes{.release = {2}, .tree = tests::digest(2), .stage = {}, .person = "ann"};
const policy::Said kSaid{.by = "ann", .why = "so", .at = day(1)};

policy::Bypass bypass_for(std::vector<policy::GroupId> groups) {
  return {.release = {2}, .groups = std::move(groups), .until = day(9), .granted = day(1)};
}

policy::Limit limit_of(const char* name) {
  return {.feed = tests::feed("clamav"), .groups = {group(name)}, .hold = true};
}

}  // namespace

TEST_CASE("groups of a stage with the same past are alike", "[policy][alike]") {
  CHECK(alike_after([](APath&) {}));
  CHECK(alike_after([](APath& path) { path.facts.said.holds = {{kSaid}}; }));
  CHECK(alike_after([](APath& path) { path.in("shops").seen = 7; }));
  CHECK(alike_after([](APath& path) { path.facts.bypasses = {bypass_for({})}; }));
  CHECK(alike_after([](APath& path) { path.document.paths.clear(); }));
}

TEST_CASE("what people said of one group keeps it apart while it counts", "[policy][alike]") {
  const auto bypassed = [](policy::Instant until) {
    return alike_after([&](APath& path) {
      path.facts.bypasses = {bypass_for({group("shops")})};
      path.facts.bypasses[0].until = until;
    });
  };
  CHECK_FALSE(bypassed(day(1) + 1s));
  CHECK(bypassed(day(1)));
  const auto paused = [](policy::BasisPoints reached, std::optional<policy::Instant> lifted) {
    return alike_after([&](APath& path) {
      for (const char* const name : {"office", "shops"}) {
        path.in(name).openings[0].steps[0].to = reached;
      }
      path.in("shops").pauses = {{.release = {1}, .said = kSaid, .lifted = lifted}};
    });
  };
  CHECK_FALSE(paused(policy::kEverybody, std::nullopt));
  CHECK(paused(policy::kEverybody, day(1)));
  CHECK_FALSE(paused(policy::BasisPoints{500}, day(1)));
  const auto judged = [](policy::Sequence release) {
    return alike_after(
        [&](APath& path) { path.facts.risks = {{.release = release, .group = group("shops")}}; });
  };
  CHECK_FALSE(judged({2}));
  CHECK(judged({1}));
}

TEST_CASE("whatever may make their plans differ keeps groups apart", "[policy][alike]") {
  const auto change = GENERATE(values<Change>({
      {"another stage",
       [](APath& path) {
         path.stage(2).groups.pop_back();
         path.stage(3).groups.push_back(group("shops"));
       }},
      {"ephemeral", [](APath& path) { path.document.groups[3].ephemeral = true; }},
      {"sticky", [](APath& path) { path.document.groups[3].sticky = true; }},
      {"reboots", [](APath& path) { path.document.groups[3].reboot_allowance = 1h; }},
      {"a limit of the policy", [](APath& path) { path.document.limits = {limit_of("shops")}; }},
      {"a gate that watches one",
       [](APath& path) { path.stage(3).gate->watch = {group("office")}; }},
      {"another opening", [](APath& path) { path.in("shops").openings[0].steps[0].at = day(0); }},
      {"a yes", [](APath& path) { path.in("shops").approvals = {kYes}; }},
      {"a yes to each",
       [](APath& path) {
         for (const char* const name : {"office", "shops"}) {
           path.in(name).approvals = {kYes};
         }
       }},
      {"a pause", [](APath& path) { path.in("shops").pauses = {{.release = {2}, .said = kSaid}}; }},
      {"a hold", [](APath& path) { path.in("shops").said.holds = {{kSaid}}; }},
      {"a fix for devices of one",
       [](APath& path) {
         path.facts.bypasses = {bypass_for({group("shops")})};
         path.facts.bypasses[0].only = std::make_shared<const std::vector<policy::Place>>();
         path.moment.now = day(20);
       }},
  }));
  CAPTURE(change.what);
  CHECK_FALSE(alike_after(change.made));
}

TEST_CASE("groups that are alike have the same plan and the same rollouts",
          "[policy][property][history]") {
  const auto seed = static_cast<unsigned>(GENERATE(take(12, random(0, 1'000'000'000))));
  CAPTURE(seed);
  AHistory history{seed};
  add_shops(history.path);
  // Who is watched by name is watched alone.
  if (auto& gate = history.path.stage(3).gate) gate->watch.clear();
  std::size_t found = 0;
  for (int n = 0; n < 40; ++n) {
    CAPTURE(n);
    const auto rules = history.path.rules();
    const auto& facts = history.path.facts;
    const policy::Question office{&*rules[1].second, facts, facts.of(group("office")),
                                  history.path.moment};
    const policy::Question shops{&*rules[3].second, facts, facts.of(group("shops")),
                                 history.path.moment};
    if (policy::plan_alike(office, shops)) {
      ++found;
      const auto plan = policy::plan(office);
      CHECK(plan == policy::plan(shops));
      CHECK(policy::rollouts(office, plan, 50) == policy::rollouts(shops, plan, 50));
    }
    history.something_happens();
    history.time_passes();
  }
  CHECK(found > 0);
}
