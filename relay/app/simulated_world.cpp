#include "relay/app/simulated_world.h"

#include <utility>

#include "config/policy.h"
#include "config/scenario.h"
#include "relay/app/loaded_policy.h"
#include "relay/app/outside.h"

namespace relay::app {
namespace {

using policy::simulate::Contender;
using policy::simulate::ContenderFile;

void read_scenario(SimulatedWorld& world, const std::string& file) {
  auto text = read_text(file);
  if (!text) {
    world.unreadable += text.error() + "\n";
    return;
  }
  auto reading = config::read_scenario(file, *text);
  world.scenario = std::move(reading.value);
  world.checked.push_back({file, std::move(*text), std::move(reading.problems)});
}

void read_contender(SimulatedWorld& world, const ContenderFile& named) {
  Contender contender{.name = named.name, .supersession = named.supersession};
  if (named.file.empty()) {
    world.contenders.push_back(std::move(contender));
    return;
  }
  auto text = read_text(named.file);
  if (text) {
    world.add(std::move(contender), named.file, std::move(*text));
  } else {
    world.unreadable += text.error() + "\n";
  }
}

bool has(const std::vector<config::Checked>& checked, const std::string& file) {
  for (const auto& one : checked) {
    if (one.file == file) return true;
  }
  return false;
}

}  // namespace

std::string SimulatedWorld::problems() const {
  std::string shown = unreadable;
  for (const auto& [file, text, problems] : checked) {
    for (const auto& problem : problems) shown += config::show(problem, text);
  }
  return shown;
}

void SimulatedWorld::add(Contender contender, const std::string& file, std::string text) {
  auto reading = config::read_policy(file, text, outside());
  if (reading.value) contender.rules = std::move(reading.value->rules);
  contenders.push_back(std::move(contender));
  // Two contenders may share a file; its problems are told once.
  if (!has(checked, file)) checked.push_back({file, std::move(text), std::move(reading.problems)});
}

SimulatedWorld read_world(const cli::Simulate& asked) {
  SimulatedWorld world;
  if (!asked.scenario.empty()) read_scenario(world, asked.scenario);
  for (const std::string& file : asked.policies) {
    read_contender(world, {.name = file, .file = file});
  }
  if (asked.policies.empty() && asked.history.empty() && world.scenario) {
    for (const ContenderFile& named : world.scenario->policies) read_contender(world, named);
  }
  return world;
}

}  // namespace relay::app
