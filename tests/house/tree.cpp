#include "tests/house/tree.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace tests::house {
namespace {

namespace fs = std::filesystem;

const fs::path kRoot{SLUICE_SOURCE};

bool is_source(const fs::path& path) {
  return path.extension() == ".h" || path.extension() == ".cpp";
}

}  // namespace

std::string text_of(const std::string& path) {
  std::ifstream in{kRoot / path, std::ios::binary};
  return {std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
}

std::vector<std::string> existing(const std::vector<std::string>& folders) {
  std::vector<std::string> there;
  std::ranges::copy_if(folders, std::back_inserter(there),
                       [](const std::string& folder) { return fs::is_directory(kRoot / folder); });
  return there;
}

std::vector<File> sources(const std::vector<std::string>& folders) {
  std::vector<File> files;
  for (const auto& folder : existing(folders)) {
    for (const auto& entry : fs::recursive_directory_iterator{kRoot / folder}) {
      if (!entry.is_regular_file() || !is_source(entry.path())) continue;
      const auto path = entry.path().lexically_relative(kRoot).generic_string();
      files.push_back({path, text_of(path)});
    }
  }
  std::ranges::sort(files, {}, &File::path);
  return files;
}

}  // namespace tests::house
