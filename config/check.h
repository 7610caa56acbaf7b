#pragma once

#include <string>
#include <vector>

#include "config/problem.h"

namespace config {

/// A file that was read, and what was wrong with it.
struct Checked {
  std::string file{};
  std::string text{};
  std::vector<Problem> problems{};
};

/// What `sluice check` says: every problem where it stands (of one file at most a hundred), then
/// one line that counts them.
std::string report(const std::vector<Checked>& files);

/// Whether the relay could start with these: there is no error in them. Decides the exit code.
bool passes(const std::vector<Checked>& files);

}  // namespace config
