#pragma once

#include "relay/app/cli/words.h"

/// What people, and the organisation's own tests, say of a release.
namespace relay::app::cli {

/// The check, and yes or no.
OrMisuse<What> verdict(const Words& words);
/// high or low.
OrMisuse<What> risk(const Words& words);

}  // namespace relay::app::cli
