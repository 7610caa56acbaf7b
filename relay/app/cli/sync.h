#pragma once

#include "relay/app/cli/words.h"

namespace relay::app::cli {

/// Without a feed it asks for the status first, then for every feed in turn; a feed that fails does
/// not stop the others. A round that did not succeed, or that refused something of the vendor's,
/// has failed.
OrMisuse<What> sync(const Words& words);

}  // namespace relay::app::cli
