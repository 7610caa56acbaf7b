#pragma once

#include "relay/app/cli/words.h"

/// Who one is: the first account, sessions, one's own password and second factor. No password and
/// no token stands on a command line, where others on the machine could read it.
namespace relay::app::cli {

OrMisuse<What> set_up(const Words& words);
OrMisuse<What> login(const Words& words);
OrMisuse<What> logout(const Words& words);
OrMisuse<What> whoami(const Words& words);
OrMisuse<What> sure(const Words& words);
OrMisuse<What> password(const Words& words);
OrMisuse<What> second_factor(const Words& words);

}  // namespace relay::app::cli
