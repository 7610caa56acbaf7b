#include "relay/app/simulate.h"

#include <algorithm>
#include <iostream>
#include <utility>

#include "relay/app/api_caller.h"
#include "relay/app/cli/recorded.h"
#include "relay/app/cli/show_simulation.h"
#include "relay/app/cli/visible.h"
#include "relay/app/page_file.h"
#include "relay/app/run.h"
#include "relay/app/simulated_world.h"
#include "relay/io/terminal.h"
#include "relay/json/write.h"
#include "relay/simulation/describe.h"
#include "relay/simulation/page.h"

namespace relay::app {
namespace {

cli::Ended failed(const std::string& why) {
  return {.code = kFailed, .err = cli::visible_lines(why) + "\n"};
}

/// What the relay has recorded takes the place of the scenario's vendor, and its policy stands
/// before those that were named. A sentence where that cannot be.
std::optional<std::string> recall(SimulatedWorld& world, const cli::Simulate& asked,
                                  const Simulating& how) {
  const auto settings = settings_in(how.config);
  if (!settings) return settings.error();
  const auto relay = api(how.config, how.clock);
  if (!relay) return relay.error();
  const auto recorded = cli::ask_recorded(relay->call, *policy::FeedId::parse(asked.history));
  if (!recorded) return recorded.error();
  auto in_force = cli::ask_policy(relay->call);
  if (!in_force) return in_force.error();
  std::optional<policy::Span> last;
  if (asked.days) last = std::chrono::days{*asked.days};
  auto made = simulation::remember(*recorded, world.scenario, last);
  if (!made) return made.error();
  world.scenario = std::move(made->scenario);
  world.remarks = std::move(made->remarks);
  world.add({.name = "in force"}, settings->policy_file.string(), std::move(*in_force));
  std::rotate(world.contenders.begin(), world.contenders.end() - 1, world.contenders.end());
  return std::nullopt;
}

simulation::Chance chance(const cli::Simulate& asked) {
  return {.count = asked.random.value_or(1), .seed = asked.seed};
}

/// Why this cannot be run although it was understood; nothing: it can.
std::optional<std::string> refusal(const SimulatedWorld& world, const cli::Simulate& asked) {
  if (world.contenders.empty()) {
    return asked.scenario + ": names no policies to compare; --policy FILE says which";
  }
  return simulation::too_long(asked.random ? simulation::requests(*world.scenario, chance(asked))
                                           : simulation::requests(*world.scenario));
}

template <class Outcome>
cli::Ended told(const Outcome& outcome, PageFile& page, bool json) {
  cli::Ended ended{.out = json ? json::write_indented(simulation::describe(outcome))
                               : cli::show_simulation(simulation::report(outcome))};
  if (!page.wanted()) return ended;
  if (const auto unwritten = page.write(simulation::page(outcome))) {
    ended.code = kFailed;
    ended.err = *unwritten + "\n";
  }
  return ended;
}

cli::Ended run(SimulatedWorld& world, const cli::Simulate& asked, PageFile& page,
               const Simulating& how) {
  if (asked.random) {
    return told(simulation::compare_many(std::move(*world.scenario), world.contenders,
                                         chance(asked), how.progress),
                page, how.json);
  }
  auto compared = simulation::compare(std::move(*world.scenario), world.contenders, how.progress);
  compared.remarks.insert(compared.remarks.begin(), world.remarks.begin(), world.remarks.end());
  return told(compared, page, how.json);
}

}  // namespace

cli::Ended simulate(const cli::Simulate& asked, const Simulating& how) {
  SimulatedWorld world = read_world(asked);
  if (world.good() && !asked.history.empty()) {
    if (const auto why = recall(world, asked, how)) return failed(*why);
  }
  if (!world.good()) return {.code = kFailed, .err = world.problems()};
  if (const auto why = refusal(world, asked)) return failed(*why);
  auto page = PageFile::begin(asked.html);
  if (!page) return failed(page.error());
  cli::Ended ended = run(world, asked, *page, how);
  ended.err = world.problems() + ended.err;
  return ended;
}

simulation::Progress watched_progress() {
  if (!io::error_is_terminal()) return [](std::size_t, std::size_t) {};
  return [](std::size_t done, std::size_t all) {
    std::cerr << "\r" << done + 1 << " of " << all << (done + 1 == all ? "\r\n" : "") << std::flush;
  };
}

}  // namespace relay::app
