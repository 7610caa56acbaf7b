#include "tests/scenarios/shipped/shipped.h"

#include <algorithm>
#include <filesystem>

#include "config/policy.h"
#include "config/scenario.h"
#include "policy/require.h"
#include "relay/calendar/zone.h"
#include "tests/support/temp_folder.h"

namespace tests {
namespace {

using policy::simulate::Contender;
using policy::simulate::ContenderFile;
using policy::simulate::FleetGroup;
using policy::simulate::Outcome;
using policy::simulate::ReleaseOutcome;
using policy::simulate::Scenario;

std::filesystem::path source(const std::string& file) {
  return std::filesystem::path{SLUICE_SOURCE} / file;
}

/// The machine's own zones; what is shipped names no file of holidays.
config::Outside outside() {
  return {.zone = relay::calendar::zone,
          .zone_names = relay::calendar::zone_names,
          .holidays = [](const std::filesystem::path&, const policy::Zone&) {
            return policy::Result<std::vector<policy::Closed>, std::string>{
                policy::Refused{std::string{"there are no holidays here"}}};
          }};
}

const ReleaseOutcome& release(const Outcome& outcome, std::string_view version) {
  const auto found = std::ranges::find_if(
      outcome.releases, [&](const auto& one) { return one.version.text() == version; });
  policy::require(found != outcome.releases.end(), "a test asks about a release of its scenario");
  return *found;
}

}  // namespace

Scenario shipped_scenario(const std::string& name) {
  const auto file = source("config/scenarios/" + name + ".yaml").string();
  const auto reading = config::read_scenario(file, read_file(file));
  for (const auto& problem : reading.problems) {
    policy::require(false, (problem.file + ": " + problem.sentence).c_str());
  }
  return *reading.value;
}

policy::Document shipped_rules(const std::string& file) {
  const auto reading = config::read_policy(file, read_file(file), outside());
  for (const auto& problem : reading.problems) {
    policy::require(problem.severity == config::Severity::Warning,
                    (problem.file + ": " + problem.sentence).c_str());
  }
  return reading.value->rules;
}

std::vector<std::string> warnings_of(const std::string& file) {
  const auto path = source(file).string();
  std::vector<std::string> sentences;
  for (const auto& problem : config::read_policy(path, read_file(path), outside()).problems) {
    sentences.push_back(problem.sentence);
  }
  return sentences;
}

Contender contender(const Scenario& scenario, std::string_view name) {
  const auto found = std::ranges::find(scenario.policies, name, &ContenderFile::name);
  policy::require(found != scenario.policies.end(), "a test asks about a policy of its scenario");
  Contender made{.name = found->name, .supersession = found->supersession};
  if (!found->file.empty()) made.rules = shipped_rules(found->file);
  return made;
}

Scenario scaled(Scenario scenario, std::uint32_t times, std::uint32_t least) {
  for (FleetGroup& group : scenario.fleet) {
    group.devices = std::max(group.devices / times, std::min(group.devices, least));
  }
  return scenario;
}

Scenario part_of(Scenario scenario, Days days) {
  const policy::Instant begin = scenario.start;
  scenario.start = begin + std::chrono::days{days.from};
  scenario.length = std::chrono::days{days.until - days.from};
  const policy::Instant end = scenario.start + scenario.length;
  std::erase_if(scenario.vendor,
                [&](const auto& one) { return one.at < scenario.start || one.at >= end; });
  return scenario;
}

Outcome told(const Scenario& scenario, std::string_view policy) {
  return policy::simulate::simulate(scenario, contender(scenario, policy), 0);
}

Counted counted(const Scenario& scenario, const Outcome& outcome, std::string_view version,
                std::string_view group) {
  const auto site = std::ranges::find_if(
      scenario.fleet, [&](const FleetGroup& one) { return one.group.text() == group; });
  policy::require(site != scenario.fleet.end(), "a test asks about a group of its scenario");
  const auto index = static_cast<std::size_t>(site - scenario.fleet.begin());
  const auto& told = release(outcome, version).groups.at(index);
  return {.devices = site->devices, .took = told.took, .hit = told.hit};
}

Counted counted(const Scenario& scenario, const Outcome& outcome, std::string_view version) {
  Counted all;
  for (const FleetGroup& group : scenario.fleet) {
    const Counted one = counted(scenario, outcome, version, group.group.text());
    all.devices += one.devices;
    all.took += one.took;
    all.hit += one.hit;
  }
  return all;
}

std::vector<std::string> story(const Outcome& outcome) {
  const auto version = [&](policy::Sequence release) {
    for (const ReleaseOutcome& one : outcome.releases) {
      if (one.sequence == release) return one.version.text();
    }
    return std::string{"what was there before"};
  };
  std::vector<std::string> lines;
  for (const auto& [at, event] : outcome.events) {
    std::string line = policy::show(at);
    if (const auto* const halted = std::get_if<policy::Halted>(&event)) {
      line += " halted " + version(halted->release) + " in " + halted->group.text();
    } else if (const auto* const opened = std::get_if<policy::Opened>(&event)) {
      line += " opened " + version(opened->release) + " in " + opened->group.text() + " to " +
              policy::show(opened->to);
    } else if (const auto* const widened = std::get_if<policy::Widened>(&event)) {
      line += " widened " + version(widened->release) + " in " + widened->group.text() + " to " +
              policy::show(widened->to);
    }
    lines.push_back(line);
  }
  return lines;
}

}  // namespace tests
