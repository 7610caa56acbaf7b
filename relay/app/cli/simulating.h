#pragma once

#include "relay/app/cli/words.h"

namespace relay::app::cli {

/// Policies over a scenario.
OrMisuse<What> simulate(const Words& words);

constexpr std::uint64_t kMostDraws = 1'000;
constexpr std::uint64_t kMostDays = 400;

}  // namespace relay::app::cli
