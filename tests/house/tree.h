#pragma once

#include <string>
#include <vector>

namespace tests::house {

/// A file of the project as it lies here.
struct File {
  std::string path{};  ///< From the root, '/' between parts.
  std::string text{};
};

/// The .h and .cpp files below these folders, in order of path.
std::vector<File> sources(const std::vector<std::string>& folders);

/// The text of one file; empty when it is not there.
std::string text_of(const std::string& path);

/// The folders among these that exist.
std::vector<std::string> existing(const std::vector<std::string>& folders);

}  // namespace tests::house
