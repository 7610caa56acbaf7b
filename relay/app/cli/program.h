#pragma once

#include "relay/app/cli/words.h"

/// Commands that call no relay.
namespace relay::app::cli {

OrMisuse<What> run(const Words& words);
OrMisuse<What> check(const Words& words);
OrMisuse<What> version(const Words& words);
OrMisuse<What> recover_asked(const Words& words);
OrMisuse<What> completion_asked(const Words& words);
OrMisuse<What> help_asked(const Words& words);

}  // namespace relay::app::cli
