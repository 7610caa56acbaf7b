#pragma once

#include <span>

#include "relay/db/database.h"

namespace relay::catalog {

/// Every step of the state database's schema, oldest first, from relay/catalog/schema/NNNN_*.sql.
std::span<const db::Migration> migrations();

}  // namespace relay::catalog
