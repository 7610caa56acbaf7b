#pragma once

#include <span>

#include "relay/db/database.h"

namespace relay::ledger {

/// Every step of the ledger's schema, oldest first, from relay/ledger/schema/NNNN_*.sql.
std::span<const db::Migration> migrations();

}  // namespace relay::ledger
