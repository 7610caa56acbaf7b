#pragma once

#include <filesystem>

#include "config/settings.h"
#include "policy/result.h"
#include "relay/app/cli/command.h"
#include "relay/io/clock.h"

namespace relay::app {

/// The settings in this file, or a sentence why there are none.
policy::Result<config::Settings, std::string> settings_in(const std::filesystem::path& config);

/// The admin API of a relay, for whoever sits at the command line.
struct Api {
  cli::Caller call{};  ///< As whoever is signed in.
  cli::Keys keys{};
  cli::Terminal terminal{};
};
/// Of the relay that these settings describe: its door and its certificate are found through them.
/// The clock outlives it.
policy::Result<Api, std::string> api(const std::filesystem::path& config, const io::Clock& clock);

/// The settings file when none was named: ./sluice.yaml, then /etc/sluice/sluice.yaml.
std::filesystem::path config_or_usual(const std::string& named);

}  // namespace relay::app
