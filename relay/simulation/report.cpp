#include "relay/simulation/report.h"

#include <algorithm>

#include "relay/simulation/story.h"
#include "relay/simulation/wording.h"

namespace relay::simulation {
namespace {

using policy::simulate::Outcome;

std::string plural(std::uint64_t count, const std::string& noun) {
  return show_count(count) + " " + noun + (count == 1 ? "" : "s");
}

std::vector<std::string> headline(const Comparison& comparison, const Outcome& outcome) {
  const std::uint64_t fleet = devices(comparison.scenario);
  return {outcome.policy,
          show_count(outcome.exposure.took),
          show_share(outcome.exposure.took, fleet),
          show_count(outcome.exposure.hit),
          show_count(outcome.halts.size() - outcome.false_halts),
          show_count(outcome.false_halts),
          median_delay(outcome),
          worst_delay(outcome),
          show_count(outcome.never) + " of " + show_count(outcome.good)};
}

Report::Section section(const Outcome& outcome) {
  Report::Section made{.title = outcome.policy};
  const Abridged abridged = abridge(story(outcome), kMostLines);
  for (const Happening& happening : abridged.told) {
    made.lines.push_back(policy::show(happening.at) + "  " + sentence(happening));
  }
  if (made.lines.empty()) made.lines.emplace_back("nothing happened");
  if (abridged.left_out > 0) {
    made.lines.push_back("and " + show_count(abridged.left_out) + " more, all of them in --json");
  }
  return made;
}

std::vector<std::string> headline(const policy::simulate::Summary& summary) {
  return {summary.policy,
          show_share(summary.exposed.median),
          show_share(summary.exposed.high),
          show_share(summary.hit.median),
          show_share(summary.hit.high),
          show_places(summary.hours.median) + "h",
          show_places(summary.hours.high) + "h",
          show_places(summary.false_halts)};
}

}  // namespace

std::string subject(const policy::simulate::Scenario& scenario) {
  const auto bad = static_cast<std::uint64_t>(std::ranges::count_if(
      scenario.vendor, [](const auto& published) { return published.fault.has_value(); }));
  return plural(devices(scenario), "device") + " in " + plural(scenario.fleet.size(), "group") +
         ", " + policy::show(scenario.length) + " from " + policy::show(scenario.start) + ", " +
         plural(scenario.vendor.size(), "release") + " of " + scenario.feed.id.text() + ", " +
         show_count(bad) + " of them bad";
}

Report report(const Comparison& comparison) {
  Report made{.title = comparison.scenario.name + ": " + subject(comparison.scenario)};
  made.headlines = {{"POLICY", "EXPOSED", "SHARE", "HARMED", "HALTS", "FALSE", "MEDIAN DELAY",
                     "WORST DELAY", "NEVER ON 95%"}};
  if (!comparison.remarks.empty()) {
    made.sections.push_back({.title = "To be known", .lines = comparison.remarks});
  }
  for (const Outcome& outcome : comparison.outcomes) {
    made.headlines.push_back(headline(comparison, outcome));
    made.sections.push_back(section(outcome));
  }
  return made;
}

Report report(const Many& many) {
  Report made{.title = show_count(many.count) + " scenarios like " + many.like.name +
                       ", drawn with seed " + std::to_string(many.seed)};
  made.headlines = {{"POLICY", "EXPOSED MEDIAN", "95TH", "HARMED MEDIAN", "95TH", "DELAY MEDIAN",
                     "95TH", "FALSE HALTS"}};
  for (const PolicyOverMany& policy : many.policies) {
    made.headlines.push_back(headline(policy.summary));
  }
  return made;
}

}  // namespace relay::simulation
