#pragma once

#include "relay/app/cli/words.h"

/// Questions: each is one GET.
namespace relay::app::cli {

OrMisuse<What> status(const Words& words);
OrMisuse<What> health(const Words& words);
OrMisuse<What> explain(const Words& words);
OrMisuse<What> releases(const Words& words);
OrMisuse<What> refused(const Words& words);
OrMisuse<What> audit(const Words& words);
OrMisuse<What> devices(const Words& words);
OrMisuse<What> halts(const Words& words);
OrMisuse<What> pauses(const Words& words);
OrMisuse<What> bypasses(const Words& words);
OrMisuse<What> judgements(const Words& words);

}  // namespace relay::app::cli
