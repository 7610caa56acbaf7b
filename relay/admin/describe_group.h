#pragma once

#include "policy/plan.h"
#include "relay/json/value.h"
#include "relay/rollout/view.h"

/// How one group stands with one feed, as JSON.
namespace relay::admin {

/// {sentence, version, since, ceiling_at, alarm, reached}: how long the group has waited for the
/// oldest release that it could trust; null where it waits for none, or has no ceiling.
json::Value freshness(const rollout::View& view);

/// [{sentence, version, at}]: releases that will expire before their rules let them go.
json::Value expiring(const rollout::View& view);

/// [{version, sequence, state, reached, opened, settled}], newest first; without those that
/// something newer has taken the place of. `reached` is a share, "25%", or null while waiting.
json::Value rollouts(const rollout::View& view);

}  // namespace relay::admin
