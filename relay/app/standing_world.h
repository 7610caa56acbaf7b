#pragma once

#include <optional>
#include <string>

#include "relay/rollout/rollout.h"

namespace relay::app {

/// The World of what was let through before, from the facts as they are: nothing new opens, and
/// nothing is recorded. For a start on a disk that takes no more.
rollout::WorldPtr standing_world(db::Database& state, const store::Store& store,
                                 const rollout::Revision& revision,
                                 const std::optional<std::string>& clock_suspect,
                                 policy::Instant now);

}  // namespace relay::app
