#pragma once

#include <string>

#include "relay/simulation/comparison.h"

namespace tests {

/// A small comparison by hand: 1,000 devices, 400 of them in pilot; 'bad' at 04:00 and 'fix' at
/// 05:30; without a relay 700 took the bad one, with stages 40, and pilot halted it. What a test is
/// about it sets.
struct AnOutcome {
  using Span = policy::Span;
  using Outcome = policy::simulate::Outcome;

  relay::simulation::Comparison comparison = made();

  static policy::Instant at(Span after) { return policy::from_unix_seconds(1'772'409'600) + after; }
  static policy::GroupId group(const std::string& name) { return *policy::GroupId::parse(name); }

  Outcome& without_relay() { return comparison.outcomes[0]; }
  Outcome& staged() { return comparison.outcomes[1]; }

 private:
  static policy::simulate::ReleaseOutcome release(const std::string& version, Span after,
                                                  std::uint64_t number) {
    return {.version = *policy::VersionText::parse(version),
            .at = at(after),
            .sequence = policy::Sequence{number},
            .groups = {{}, {}}};
  }

  static Outcome outcome(const std::string& policy) {
    using std::chrono::minutes;
    Outcome made{.policy = policy, .devices = {400, 600}};
    made.releases = {release("bad", minutes{240}, 10), release("fix", minutes{330}, 11)};
    made.releases[0].bad = policy::simulate::Damage::FallSilent;
    made.picture.times = {at(minutes{0}), at(minutes{480}), at(minutes{960})};
    made.picture.have = {std::vector<std::vector<std::uint32_t>>(12, {0, 0, 0}),
                         std::vector<std::vector<std::uint32_t>>(12, {0, 0, 0})};
    made.picture.have[0][9] = {400, 0, 0};
    made.picture.have[1][9] = {600, 600, 0};
    made.picture.have[0][10] = {0, 300, 0};
    made.picture.have[0][11] = {0, 60, 390};
    made.picture.have[1][11] = {0, 0, 600};
    made.picture.silent = {{0, 40, 10}, {0, 0, 0}};
    return made;
  }

  static relay::simulation::Comparison made() {
    using std::chrono::hours;
    using std::chrono::minutes;
    policy::simulate::Scenario scenario{
        .name = "a morning",
        .start = at(hours{0}),
        .length = hours{24},
        .feed = {.id = *policy::FeedId::parse("content")},
        .fleet = {{.group = group("pilot"), .devices = 400},
                  {.group = group("office"), .devices = 600}},
        .vendor = {{.at = at(hours{4}),
                    .version = *policy::VersionText::parse("bad"),
                    .fault = policy::simulate::Fault{}},
                   {.at = at(minutes{330}), .version = *policy::VersionText::parse("fix")}}};

    Outcome free = outcome("no relay");
    free.releases[0].groups = {{.took = 300, .hit = 280}, {.took = 400, .hit = 400}};
    free.releases[1].reach = {.half = minutes{30}, .most = minutes{60}, .all = minutes{90}};

    Outcome staged = outcome("stages");
    staged.releases[0].groups = {{.took = 40, .hit = 38}, {}};
    staged.releases[1].reach = {.half = hours{2}, .most = minutes{485}, .all = {}};
    const auto all = policy::kEverybody;
    const auto rules = policy::Opening::How::Rules;
    staged.events = {{at(hours{4}), policy::Opened{group("pilot"), {10}, rules, {1'000}, ""}},
                     {at(minutes{310}), policy::Halted{group("pilot"), {10}, "silence in 'pilot'"}},
                     {at(minutes{330}), policy::Opened{group("pilot"), {11}, rules, {1'000}, ""}},
                     {at(minutes{450}), policy::Widened{group("pilot"), {11}, all}},
                     {at(minutes{690}), policy::Opened{group("office"), {11}, rules, all, ""}},
                     {at(minutes{690}), policy::Opened{group("default"), {11}, rules, all, ""}}};
    staged.halts = {{.at = at(minutes{310}),
                     .group = group("pilot"),
                     .version = *policy::VersionText::parse("bad"),
                     .why = "silence in 'pilot'",
                     .deserved = true}};
    policy::simulate::sum_up(free);
    policy::simulate::sum_up(staged);
    free.requests = 20'000;
    staged.requests = 22'000;
    return {.scenario = std::move(scenario), .outcomes = {std::move(free), std::move(staged)}};
  }
};

}  // namespace tests
