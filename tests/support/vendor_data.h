#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

#include <catch2/catch.hpp>

/// Real vendor data for tests is not part of the project. SLUICE_TEST_DATA names its folder; else
/// it is looked for beside the project, in ../shared/data.
namespace tests {

inline std::optional<std::filesystem::path> vendor_data(const char* part) {
  const char* const named = std::getenv("SLUICE_TEST_DATA");
  const auto folder = (named != nullptr ? std::filesystem::path{named}
                                        : std::filesystem::path{SLUICE_SOURCE} / "../shared/data") /
                      part;
  if (std::filesystem::exists(folder)) return folder;
  WARN("SKIPPED: no vendor data at " << folder << "; set SLUICE_TEST_DATA");
  return std::nullopt;
}

}  // namespace tests
