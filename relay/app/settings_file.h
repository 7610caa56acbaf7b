#pragma once

#include <filesystem>
#include <optional>

#include "config/settings.h"

namespace relay::app {

/// The settings, when they check; their problems go to standard error.
std::optional<config::Settings> load_settings(const std::filesystem::path& file);

}  // namespace relay::app
