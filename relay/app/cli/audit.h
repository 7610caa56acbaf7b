#pragma once

#include "relay/app/cli/words.h"

/// Is the audit what the relay recorded, and that in a file for somebody else.
namespace relay::app::cli {

OrMisuse<What> audit_verify(const Words& words);
OrMisuse<What> audit_export(const Words& words);

}  // namespace relay::app::cli
