#include "relay/app/settings_file.h"

#include <iostream>

#include "config/check.h"
#include "relay/app/loaded_policy.h"

namespace relay::app {

std::optional<config::Settings> load_settings(const std::filesystem::path& file) {
  const auto text = read_text(file);
  if (!text) {
    std::cerr << text.error() << "\n";
    return std::nullopt;
  }
  auto reading = config::read_settings(file.string(), *text);
  for (const auto& problem : reading.problems) std::cerr << config::show(problem, *text);
  return std::move(reading.value);
}

}  // namespace relay::app
