#pragma once

#include "relay/app/cli/words.h"

/// Exceptions that people make for one release.
namespace relay::app::cli {

/// --skip and --for; also break-glass.
OrMisuse<What> bypass(const Words& words);
/// --of besides: the bad version.
OrMisuse<What> fix_forward(const Words& words);
/// A bypass by its number: to grant or to review it.
OrMisuse<What> about_bypass(const Words& words);

}  // namespace relay::app::cli
