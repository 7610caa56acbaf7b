#pragma once

#include <filesystem>

#include "relay/app/cli/command.h"
#include "relay/io/clock.h"
#include "relay/simulation/comparison.h"

namespace relay::app {

/// What a simulation works with, besides what was asked.
struct Simulating {
  bool json = false;
  simulation::Progress progress{};
  std::filesystem::path config{};  ///< Of the relay that a history is asked of.
  const io::Clock& clock;          ///< For its calls.
};

/// `sluice simulate`: reads scenario and policies, runs them here, and says what came out; nothing
/// is started, and only a history asks a relay. Problems of all files are shown together, as
/// `sluice check` does.
cli::Ended simulate(const cli::Simulate& asked, const Simulating& how);

/// Shows progress on standard error where somebody watches it, else nothing.
simulation::Progress watched_progress();

}  // namespace relay::app
