#pragma once

#include <span>

#include "relay/db/database.h"

namespace relay::telemetry {

/// Every step of the telemetry's schema, oldest first, from relay/telemetry/schema/NNNN_*.sql.
std::span<const db::Migration> migrations();

}  // namespace relay::telemetry
