#pragma once

#include "relay/app/cli/words.h"

/// Tokens for programs, which act for whoever made them.
namespace relay::app::cli {

OrMisuse<What> tokens(const Words& words);
OrMisuse<What> tokens_make(const Words& words);
OrMisuse<What> tokens_revoke(const Words& words);

}  // namespace relay::app::cli
