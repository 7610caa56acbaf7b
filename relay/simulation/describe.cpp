#include "relay/simulation/describe.h"

#include <cmath>

#include "relay/simulation/story.h"

namespace relay::simulation {
namespace {

using json::Value;
using policy::simulate::Outcome;
using policy::simulate::Reach;
using policy::simulate::Scenario;

Value seconds(const std::optional<policy::Span>& span) {
  return span ? Value{span->count()} : Value{};
}

Value text_or_null(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}

std::int64_t millionths(double share) {
  return std::llround(share * 1e6);
}

Value describe(const Scenario& scenario) {
  Value::List groups;
  for (const auto& group : scenario.fleet) {
    groups.push_back(Value::Record{{"group", group.group.text()}, {"devices", group.devices}});
  }
  return Value::Record{{"name", scenario.name},
                       {"feed", scenario.feed.id.text()},
                       {"start", scenario.start},
                       {"length", scenario.length.count()},
                       {"devices", devices(scenario)},
                       {"groups", std::move(groups)},
                       {"seed", std::to_string(scenario.seed)}};
}

Value describe(const Reach& reach) {
  return Value::Record{
      {"half", seconds(reach.half)}, {"most", seconds(reach.most)}, {"all", seconds(reach.all)}};
}

Value describe(const Scenario& scenario, const policy::simulate::ReleaseOutcome& release) {
  Value::List groups;
  for (std::size_t i = 0; i < release.groups.size(); ++i) {
    const auto& group = release.groups[i];
    groups.push_back(Value::Record{{"group", scenario.fleet[i].group.text()},
                                   {"took", group.took},
                                   {"harmed", group.hit},
                                   {"reach", describe(group.reach)}});
  }
  return Value::Record{{"version", release.version.text()},
                       {"published", release.at},
                       {"bad", release.bad ? Value{word(*release.bad)} : Value{}},
                       {"seen", release.sequence.has_value()},
                       {"reach", describe(release.reach)},
                       {"groups", std::move(groups)}};
}

Value describe(const Happening& happening) {
  Value::List groups;
  for (const auto& group : happening.groups) groups.push_back(group.text());
  return Value::Record{
      {"at", happening.at},
      {"what", word(happening.what)},
      {"version", happening.version},
      {"bad", happening.bad},
      {"groups", std::move(groups)},
      {"to", happening.groups.empty() ? Value{} : Value{policy::show(happening.to)}},
      {"why", text_or_null(happening.why)},
      {"sentence", sentence(happening)}};
}

Value describe(const Scenario& scenario, const Outcome& outcome) {
  Value::List releases;
  for (const auto& release : outcome.releases) releases.push_back(describe(scenario, release));
  Value::List happened;
  for (const Happening& happening : story(outcome)) happened.push_back(describe(happening));
  return Value::Record{
      {"policy", outcome.policy},
      {"exposed", outcome.exposure.took},
      {"exposed_millionths", millionths(policy::share(outcome.exposure.took, devices(scenario)))},
      {"harmed", outcome.exposure.hit},
      {"halts", Value::Record{{"deserved", outcome.halts.size() - outcome.false_halts},
                              {"false", outcome.false_halts}}},
      {"delay", Value::Record{{"median", seconds(outcome.delay)},
                              {"worst", seconds(outcome.worst_delay)},
                              {"good", outcome.good},
                              {"never", outcome.never}}},
      {"requests", outcome.requests},
      {"releases", std::move(releases)},
      {"story", std::move(happened)}};
}

Value describe_shares(const policy::simulate::Spread& spread) {
  return Value::Record{{"median_millionths", millionths(spread.median)},
                       {"high_millionths", millionths(spread.high)}};
}

Value describe(const PolicyOverMany& policy) {
  const auto& told = policy.summary;
  const auto of_hours = [](double hours) { return std::llround(hours * 3'600); };
  Value::List draws;
  for (const Draw& draw : policy.draws) {
    draws.push_back(Value::Record{{"exposed_millionths", millionths(draw.exposed)},
                                  {"delay", of_hours(draw.hours)}});
  }
  return Value::Record{{"policy", told.policy},
                       {"exposed", describe_shares(told.exposed)},
                       {"harmed", describe_shares(told.hit)},
                       {"delay", Value::Record{{"median", of_hours(told.hours.median)},
                                               {"high", of_hours(told.hours.high)}}},
                       {"false_halts_millionths", millionths(told.false_halts)},
                       {"draws", std::move(draws)}};
}

}  // namespace

Value describe(const Comparison& comparison) {
  Value::List policies;
  for (const Outcome& outcome : comparison.outcomes) {
    policies.push_back(describe(comparison.scenario, outcome));
  }
  Value::List remarks;
  for (const std::string& remark : comparison.remarks) remarks.push_back(remark);
  return Value::Record{{"scenario", describe(comparison.scenario)},
                       {"remarks", std::move(remarks)},
                       {"policies", std::move(policies)}};
}

Value describe(const Many& many) {
  Value::List policies;
  for (const PolicyOverMany& policy : many.policies) policies.push_back(describe(policy));
  return Value::Record{{"scenario", describe(many.like)},
                       {"drawn", many.count},
                       {"seed", std::to_string(many.seed)},
                       {"policies", std::move(policies)}};
}

}  // namespace relay::simulation
