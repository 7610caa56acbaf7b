#include "relay/app/cli/show_simulation.h"

#include "relay/app/cli/table.h"
#include "relay/app/cli/visible.h"

namespace relay::app::cli {

std::string show_simulation(const simulation::Report& report) {
  auto headlines = report.headlines;
  for (auto& row : headlines) {
    for (std::string& cell : row) cell = visible(cell);
  }
  std::string lines = visible(report.title) + "\n\n" + table(headlines);
  for (const auto& section : report.sections) {
    lines += "\n" + visible(section.title) + "\n";
    for (const std::string& line : section.lines) lines += "  " + visible(line) + "\n";
  }
  return lines;
}

}  // namespace relay::app::cli
