#pragma once

#include "relay/json/value.h"
#include "relay/simulation/comparison.h"
#include "relay/simulation/many.h"

/// Outcomes as JSON; the fields stand in the room's README. Spans are whole seconds, shares are
/// millionths, what did not come before the end is null.
namespace relay::simulation {

json::Value describe(const Comparison& comparison);
json::Value describe(const Many& many);

}  // namespace relay::simulation
