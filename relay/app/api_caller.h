#pragma once

#include <filesystem>

#include "config/settings.h"
#include "policy/result.h"
#include "relay/app/cli/command.h"
#include "relay/io/clock.h"

namespace relay::app {

/// The settings in this file, or a sentence why there are none.
policy::Result<config::Settings, std::string> settings_in(const std::filesystem::path& config);

/// Calls the admin API of the relay that these settings describe: its door, its certificate and its
/// token are found through them. A refusal says which of these is missing, and what to do.
policy::Result<cli::Caller, std::string> api_caller(const std::filesystem::path& config,
                                                    const io::Clock& clock);

/// The settings file when none was named: ./sluice.yaml, then /etc/sluice/sluice.yaml.
std::filesystem::path config_or_usual(const std::string& named);

}  // namespace relay::app
