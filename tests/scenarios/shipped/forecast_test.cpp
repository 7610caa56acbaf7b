#include <algorithm>
#include <catch2/catch.hpp>

#include "policy/forecast.h"
#include "policy/simulate/vendor.h"
#include "tests/scenarios/shipped/shipped.h"

// What a forecast says at each new fact is what then happens until the next: in every scenario that
// comes with the product, with healthy devices and nobody to ask.

using policy::FeedFacts;
using policy::FeedRulesOf;
using policy::Instant;
using policy::simulate::Contender;
using policy::simulate::kStep;
using policy::simulate::Scenario;

namespace {

Scenario healthy(Scenario scenario) {
  for (auto& group : scenario.fleet) group.absence = {};
  for (auto& one : scenario.vendor) one.fault.reset();
  scenario.outages.clear();
  scenario.people = {};
  return scenario;
}

/// Nobody is asked: when people come is nothing that a forecast could know.
Contender without_people(Contender made) {
  for (auto& path : made.rules->paths) {
    for (auto& stage : path.stages) {
      stage.approve.clear();
      stage.approve_high_risk.clear();
    }
  }
  return made;
}

FeedRulesOf rules_of(const Scenario& scenario, const Contender& made) {
  const auto feed = std::ranges::find(made.rules->feeds, scenario.feed.id, &policy::FeedRules::id);
  FeedRulesOf rules;
  for (const auto& group : made.rules->groups) {
    rules.emplace_back(group.id, policy::rules_for(*made.rules, *feed, group.id));
  }
  return rules;
}

/// What the relay of a scenario is told from outside: releases and the benches' verdicts.
class News {
 public:
  News(const Scenario& scenario, const Contender& made, FeedFacts& facts)
      : scenario_{scenario}, facts_{facts}, vendor_{scenario, made, facts} {
    for (const auto& group : made.rules->groups) vendor_.adopt(group.id);
  }
  bool come(Instant now) {
    const std::size_t before = facts_.releases.size();
    bool any = vendor_.publish(now);
    for (std::size_t n = before; n < facts_.releases.size(); ++n) {
      for (const auto& bench : scenario_.checks) {
        verdicts_.push_back({facts_.releases[n].first_seen + bench.after, n, bench.name});
      }
    }
    any |= std::erase_if(verdicts_, [&](const Verdict& due) {
             if (due.at > now) return false;
             facts_.checks.push_back({.tree = facts_.releases[due.release].tree,
                                      .check = due.bench,
                                      .yes = true,
                                      .said = {.by = due.bench}});
             return true;
           }) > 0;
    return any;
  }

 private:
  struct Verdict {
    Instant at{};
    std::size_t release = 0;
    std::string bench{};
  };
  const Scenario& scenario_;
  FeedFacts& facts_;
  policy::simulate::Vendor vendor_;
  std::vector<Verdict> verdicts_{};
};

/// When there is news.
std::vector<Instant> times_of_news(const Scenario& scenario, const Contender& made) {
  FeedFacts facts;
  News news{scenario, made, facts};
  std::vector<Instant> times{scenario.start};
  const Instant end = scenario.start + scenario.length;
  for (Instant now = scenario.start; now < end; now += kStep) {
    if (news.come(now) && now > scenario.start) times.push_back(now);
  }
  times.push_back(end);
  return times;
}

std::vector<std::string> lines(const std::vector<policy::Milestone>& milestones,
                               const FeedFacts& facts, Instant until) {
  std::vector<std::string> all;
  for (const auto& [at, event] : milestones) {
    if (at < until) all.push_back(policy::show(at) + " " + policy::sentence(event, facts));
  }
  return all;
}

/// Plays the run again, fact by fact, and asks for a forecast at each of them.
void check_forecasts(const Scenario& scenario, const Contender& made) {
  const auto happened = policy::simulate::simulate(scenario, made, 0).events;
  const auto rules = rules_of(scenario, made);
  const auto times = times_of_news(scenario, made);
  FeedFacts facts;
  News news{scenario, made, facts};
  auto next = happened.begin();
  std::size_t forecast = 0;
  for (std::size_t i = 0; i + 1 < times.size(); ++i) {
    news.come(times[i]);
    const auto last =
        std::find_if(next, happened.end(), [&](const auto& one) { return one.at >= times[i + 1]; });
    const policy::Moment moment{.now = times[i], .assume_healthy = true};
    const auto told = policy::forecast(rules, facts, moment, times[i + 1] - policy::Span{1});
    CHECK(lines(told.milestones, facts, times[i + 1]) == lines({next, last}, facts, times[i + 1]));
    forecast += told.milestones.size();
    for (; next != last; ++next) policy::apply(facts, next->event, next->at);
  }
  CHECK(next == happened.end());
  CHECK(forecast > 0);
}

struct Case {
  const char* name = "";
  tests::Days days{};
};

void check_forecasts(const char* name, tests::Days days) {
  auto scenario = tests::part_of(tests::shipped_scenario(name), days);
  scenario = healthy(tests::scaled(std::move(scenario), 1'000'000, 60));
  for (const auto& one : scenario.policies) {
    if (one.file.empty()) continue;
    CAPTURE(name, days.from, one.name);
    check_forecasts(scenario, without_people(tests::contender(scenario, one.name)));
  }
}

}  // namespace

TEST_CASE("a forecast comes true in every shipped story until there is a new fact",
          "[shipped][forecast]") {
  const auto [name, days] = GENERATE(values<Case>({{"july-2024", {0, 1}},
                                                   {"driver-conflict", {0, 6}},
                                                   {"outage", {0, 4}},
                                                   {"pilot-site-offline", {0, 7}},
                                                   {"zero-day-in-freeze", {14, 30}}}));
  check_forecasts(name, days);
}

TEST_CASE("a forecast comes true under every preset until there is a new fact",
          "[shipped][forecast]") {
  const auto [name, days] = GENERATE(values<Case>({{"withsecure", {0, 10}},
                                                   {"defender", {0, 15}},
                                                   {"crowdstrike", {0, 8}},
                                                   {"cisa", {0, 8}},
                                                   {"cisa", {12, 17}}}));
  check_forecasts(name, days);
}

TEST_CASE("a forecast comes true whatever the vendor's rhythm", "[shipped][forecast]") {
  const auto month = tests::part_of(tests::shipped_scenario("outbreak-month"), {11, 14});
  const auto scenario = healthy(tests::scaled(month, 1'000'000, 60));
  check_forecasts(scenario, tests::contender(scenario, "silence watched"));
}
