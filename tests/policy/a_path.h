#pragma once

#include <string>
#include <vector>

#include "policy/turn.h"
#include "tests/policy/a_question.h"

namespace tests {

/// A feed on its way through "pilot", "office" and "plants": the first two stages soak for nothing,
/// each later one bakes for four hours. Release 1 is what all run; it is day 1.
struct APath {
  policy::Document document{};
  policy::FeedFacts facts{};
  policy::Moment moment{.now = day(1)};

  APath() {
    document.feeds = {{feed("clamav"), policy::ContentClass::Intelligence}};
    document.paths = {{.name = "intelligence",
                       .classes = {policy::ContentClass::Intelligence},
                       .stages = {stage_of("pilot"), stage_of("office"), stage_of("plants")}}};
    document.paths[0].stages[0].gate.reset();
    for (const char* const name : {"pilot", "office", "plants"}) {
      document.groups.push_back({group(name)});
      in(name).openings = {opened(1, day(1), policy::Opening::How::Adopted)};
      in(name).seen = 100;
    }
    facts.releases = {release(1)};
  }

  policy::Stage& stage(std::size_t n) { return document.paths[0].stages[n - 1]; }
  policy::GroupFacts& in(const char* name) { return facts.groups[group(name)]; }

  policy::FeedRulesOf rules() const {
    policy::FeedRulesOf made;
    for (const auto& one : document.groups) {
      made.emplace_back(one.id, policy::rules_for(document, document.feeds[0], one.id));
    }
    return made;
  }

  /// Release n, seen now.
  policy::Release& publish() {
    const auto n = static_cast<unsigned>(facts.releases.size() + 1);
    facts.releases.push_back(release(n));
    facts.releases.back().first_seen = moment.now;
    return facts.releases.back();
  }

  policy::Turn turn(policy::Depth depth = policy::Depth::Decide) {
    return policy::turn(rules(), facts, moment, depth);
  }
  /// What a turn at this time says, each event as its sentence.
  std::vector<std::string> turn_at(policy::Instant now) {
    moment.now = now;
    return sentences(turn().events);
  }
  std::vector<std::string> sentences(const std::vector<policy::Event>& events) const {
    std::vector<std::string> said;
    for (const auto& event : events) said.push_back(policy::sentence(event, facts));
    return said;
  }

  policy::Plan plan(const char* name) const {
    for (const auto& [id, own] : rules()) {
      if (id == group(name)) return policy::plan({&*own, facts, facts.of(id), moment});
    }
    return {};
  }
  /// What a device of the group gets; 0 for nothing.
  std::uint64_t offered(const char* name, policy::Place place = {7}) const {
    const auto chosen = policy::choose(plan(name).open, place);
    return chosen ? chosen->number : 0;
  }

 private:
  static policy::Stage stage_of(const char* name) {
    return {.groups = {group(name)}, .gate = policy::Gate{.bake = std::chrono::hours{4}}};
  }
};

}  // namespace tests
