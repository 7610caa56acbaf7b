#pragma once

#include "relay/app/cli/words.h"

/// Stopping what is not about one release, and what becomes of a halt.
namespace relay::app::cli {

OrMisuse<What> stop(const Words& words);
/// --resume or --block, one of them; --fixed-by only with the latter.
OrMisuse<What> acknowledge(const Words& words);
/// One group, in every feed.
OrMisuse<What> hold_group(const Words& words);
OrMisuse<What> confirm_clock(const Words& words);

}  // namespace relay::app::cli
