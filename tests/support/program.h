#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tests {

/// What a program did.
struct Ran {
  int exit_code = -1;    ///< 128 + signal when a signal ended it.
  std::string output{};  ///< Standard output and error, as they came.
};

/// Runs a program to its end, found through PATH, with standard input closed. Killed when it takes
/// longer than `patience`; then the exit code is 137. `environment` is added to our own.
Ran run_program(const std::vector<std::string>& words,
                const std::map<std::string, std::string>& environment = {},
                std::chrono::seconds patience = std::chrono::seconds{60});

/// Whether a program can be found through PATH.
bool has_program(const std::string& name);

}  // namespace tests
