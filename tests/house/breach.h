#pragma once

#include <string>
#include <vector>

namespace tests::house {

/// A place where the tree does not keep a rule of the house.
struct Breach {
  std::string path{};
  std::size_t line = 0;  ///< From 1; 0: the file as a whole.
  std::string what{};
};
using Breaches = std::vector<Breach>;

/// "policy/gate.cpp:2: policy may not include relay/http", one line each.
inline std::string show(const Breaches& breaches) {
  std::string shown;
  for (const auto& [path, line, what] : breaches) {
    shown += path + ":" + (line == 0 ? "" : std::to_string(line) + ":") + " " + what + "\n";
  }
  return shown;
}

}  // namespace tests::house
