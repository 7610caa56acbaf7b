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

/// A program that runs beside the test, its output thrown away. Ended with this object by SIGKILL
/// if it still runs.
class Background {
 public:
  /// The kernel ends it after `life`, wherever it is then; never when that is zero.
  explicit Background(const std::vector<std::string>& words, std::chrono::microseconds life = {});
  ~Background();
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;

  /// Waits for its end; the exit code as in Ran.
  int wait();
  void stop();  ///< SIGTERM.

 private:
  int pid_ = -1;  ///< -1 once it was waited for.
};

/// Whether a program can be found through PATH.
bool has_program(const std::string& name);

}  // namespace tests
