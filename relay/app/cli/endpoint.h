#pragma once

#include "relay/app/cli/words.h"

namespace relay::app::cli {

/// `endpoint-config`: the settings of a client for the devices of a group, with the addresses and
/// the authority of the relay that is asked.
OrMisuse<What> endpoint_config(const Words& words);

}  // namespace relay::app::cli
