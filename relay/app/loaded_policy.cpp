#include "relay/app/loaded_policy.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <utility>

#include "config/check.h"
#include "relay/app/outside.h"

namespace relay::app {
namespace {

constexpr std::size_t kLongestText = 4'000'000;

}  // namespace

policy::Result<std::string, std::string> read_text(const std::filesystem::path& file) {
  errno = 0;
  std::ifstream in{file, std::ios::binary};
  std::string text(kLongestText + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad() || !in.is_open()) {
    return policy::Refused{file.string() + ": cannot be read: " + std::strerror(errno)};
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > kLongestText) {
    return policy::Refused{file.string() + ": longer than 4 MB, which no such file is"};
  }
  return text;
}

policy::Result<std::string, std::string> read_secret(const std::filesystem::path& file) {
  auto text = read_text(file);
  if (!text) return text;
  while (!text->empty() && (text->back() == '\n' || text->back() == '\r')) text->pop_back();
  return text;
}

policy::Result<LoadedPolicy, BadPolicy> load_policy(const std::filesystem::path& file,
                                                    std::string text) {
  auto reading = config::read_policy(file.string(), text, outside());
  std::string report;
  for (const auto& problem : reading.problems) report += config::show(problem, text);
  if (!reading.value) return policy::Refused{BadPolicy{std::move(report)}};
  return LoadedPolicy{std::move(text), std::move(*reading.value), std::move(report)};
}

}  // namespace relay::app
