#pragma once

#include <string>
#include <vector>

#include "policy/simulate/run.h"

namespace tests {

/// A scenario that starts on Monday 2026-03-02 and in which nothing happens, and a policy of two
/// stages: what a test is about it sets.
struct AWorld {
  policy::simulate::Scenario scenario{.name = "a world",
                                      .start = policy::from_unix_seconds(1'772'409'600),
                                      .length = std::chrono::hours{24},
                                      .feed = {.id = *policy::FeedId::parse("content")},
                                      .fleet = {{.group = group("pilot"), .devices = 200},
                                                {.group = group("office"), .devices = 1'000}}};
  policy::Document rules = document();

  static policy::GroupId group(const std::string& name) { return *policy::GroupId::parse(name); }
  static policy::BasisPoints percent(std::uint32_t percent) { return {percent * 100}; }

  /// pilot at once; office and default after a gate of so long, which looks at silence above 3 %
  /// and at failures above 2 %.
  static policy::Document document(policy::Span bake = std::chrono::hours{4}) {
    policy::Gate gate{.bake = bake, .survived = policy::Quota{.devices = 5}};
    gate.failed = percent(2);
    gate.silent = percent(3);
    policy::Path path{.name = "all", .classes = {policy::ContentClass::Intelligence}};
    path.stages = {{.groups = {group("pilot")}},
                   {.groups = {group("office"), policy::default_group()}, .gate = gate}};
    policy::Document document;
    document.groups = {
        {.id = group("pilot")}, {.id = group("office")}, {.id = policy::default_group()}};
    document.paths = {path};
    return document;
  }
  policy::Stage& stage(std::size_t number) { return rules.paths.front().stages.at(number - 1); }

  policy::simulate::Publication& publish(policy::Span after, const std::string& version) {
    scenario.vendor.push_back(
        {.at = scenario.start + after, .version = *policy::VersionText::parse(version)});
    return scenario.vendor.back();
  }

  policy::simulate::Outcome run() const {
    return policy::simulate::simulate(scenario, {.name = "staged", .rules = rules}, 24);
  }
  policy::simulate::Outcome run_without_relay() const {
    return policy::simulate::simulate(scenario, {.name = "no relay"}, 24);
  }
  /// How long after the start of the scenario.
  policy::Span since_start(policy::Instant at) const { return at - scenario.start; }
};

}  // namespace tests
