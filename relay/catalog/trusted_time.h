#pragma once

#include <optional>

#include "relay/catalog/audit.h"

/// The highest trusted time that the relay has seen, so that a clock set back opens nothing.
namespace relay::catalog {

std::optional<policy::Instant> highest_time(db::Connection& db);
void raise_highest_time(db::Transaction& tx, policy::Instant now);

/// A person says that it is the deed's time now: that is the highest from now on, also when a clock
/// that ran ahead had shown more.
void confirm_clock(db::Transaction& tx, const Deed& deed);

}  // namespace relay::catalog
