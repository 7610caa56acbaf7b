#pragma once

#include <vector>

#include "relay/admin/takes.h"
#include "relay/ledger/ledger.h"

namespace relay::app {

/// When devices took that release, as the ledger has it, for administrators.
std::vector<admin::GroupTakes> taken_when(ledger::Ledger& ledger, const policy::FeedId& feed,
                                          policy::Sequence release);

}  // namespace relay::app
