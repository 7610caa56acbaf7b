#pragma once

#include <string>

#include "relay/simulation/report.h"

namespace relay::app::cli {

/// A report of a simulation as text for people.
std::string show_simulation(const simulation::Report& report);

}  // namespace relay::app::cli
