#pragma once

#include "relay/app/cli/acting.h"

/// What takes several people, and a yes to exactly what was shown.
namespace relay::app::cli {

/// Shows what a yes of the caller would be bound to and asks, where somebody is there to be asked.
OrMisuse<What> approve(const Words& words);

OrMisuse<What> proposals(const Words& words);
OrMisuse<What> proposals_show(const Words& words);
/// Shows the proposal, asks like approve, and says yes to that.
OrMisuse<What> vote(const Words& words);
/// "refuse" and "withdraw"
OrMisuse<What> end_proposal(const Words& words);

}  // namespace relay::app::cli
