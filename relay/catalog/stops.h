#pragma once

#include <optional>

#include "policy/rules.h"
#include "relay/catalog/audit.h"

/// Stop-everything: while it is in force nothing opens or widens, in any feed.
namespace relay::catalog {

/// Nothing: it is not in force.
std::optional<policy::Said> stopped(db::Connection& db);
/// Returns false, and writes nothing, when it is in force already.
bool stop(db::Transaction& tx, const Deed& deed);
/// Returns false, and writes nothing, when it is not in force.
bool lift_stop(db::Transaction& tx, const Deed& deed);

}  // namespace relay::catalog
