#pragma once

#include <filesystem>

namespace relay::app {

/// What a program ends with that could not do what it was asked.
inline constexpr int kFailed = 1;

/// `sluice run`: a relay until the process is told to stop; on a reload signal the policy file is
/// read again. Returns the exit code: 0, 1 when it could not work, 2 when another relay holds the
/// data folder.
int run(const std::filesystem::path& config);

/// `sluice check`: every problem of settings and policy, on standard output. 0 when there is no
/// error.
int check(const std::filesystem::path& config);

}  // namespace relay::app
