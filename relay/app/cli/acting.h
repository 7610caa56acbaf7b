#pragma once

#include "relay/app/cli/words.h"
#include "relay/json/value.h"

/// What people do to releases: each is one POST, and the answer shows how the groups stand then.
namespace relay::app::cli {

/// The API's word is the command's name. Groups and a reason must be said; a version where the form
/// has one, and --lift.
OrMisuse<What> act(const Words& words);
/// The same; only a pin that is lifted may leave out its version.
OrMisuse<What> pin(const Words& words);

}  // namespace relay::app::cli
