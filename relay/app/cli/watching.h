#pragma once

#include "relay/app/cli/words.h"

/// What changes in a relay, for as long as somebody watches.
namespace relay::app::cli {

/// A line for each event: words for people, or its data as they came.
OrMisuse<What> watch(const Words& words);

}  // namespace relay::app::cli
