#include "config/check.h"

#include <algorithm>

namespace config {
namespace {

constexpr std::size_t kMostShown = 100;

std::size_t count(const std::vector<Checked>& files, Severity severity) {
  std::size_t sum = 0;
  for (const auto& file : files) {
    sum +=
        static_cast<std::size_t>(std::ranges::count(file.problems, severity, &Problem::severity));
  }
  return sum;
}

std::string counted(std::size_t number, const std::string& noun) {
  return std::to_string(number) + " " + noun + (number == 1 ? "" : "s");
}

std::string verdict(const std::vector<Checked>& files) {
  const auto errors = count(files, Severity::Error), warnings = count(files, Severity::Warning);
  if (errors + warnings == 0) return "no problems";
  if (errors == 0) return counted(warnings, "warning") + ", no errors";
  if (warnings == 0) return counted(errors, "error");
  return counted(errors, "error") + ", " + counted(warnings, "warning");
}

}  // namespace

std::string report(const std::vector<Checked>& files) {
  std::string shown;
  for (const auto& file : files) {
    const auto most = std::min(file.problems.size(), kMostShown);
    for (std::size_t i = 0; i < most; ++i) shown += show(file.problems[i], file.text);
    if (file.problems.size() > most) {
      shown += file.file + ": and " + std::to_string(file.problems.size() - most) + " more\n";
    }
  }
  for (const auto& file : files) shown += (&file == &files.front() ? "" : ", ") + file.file;
  return shown + ": " + verdict(files) + "\n";
}

bool passes(const std::vector<Checked>& files) {
  return count(files, Severity::Error) == 0;
}

}  // namespace config
