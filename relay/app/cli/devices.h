#pragma once

#include "relay/app/cli/words.h"

/// Who devices are: leave to enrol, and what people say of those that have.
namespace relay::app::cli {

OrMisuse<What> enrol(const Words& words);
OrMisuse<What> devices_enrolled(const Words& words);
OrMisuse<What> devices_revoke(const Words& words);
OrMisuse<What> devices_move(const Words& words);

}  // namespace relay::app::cli
