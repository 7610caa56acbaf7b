#pragma once

#include <optional>
#include <vector>

#include "relay/catalog/deeds.h"
#include "relay/catalog/halts.h"
#include "relay/json/value.h"
#include "relay/rollout/bypass_view.h"
#include "relay/rollout/recorded.h"

/// What people did, and what waits for them, as JSON. Versions are looked up in what is recorded of
/// the feed; {person, reason, at} says everywhere who, why and when.
namespace relay::admin {

/// {person, reason, at}, or null.
json::Value describe(const std::optional<policy::Said>& said);

/// {number, at, person, did, lifts, feed, version, sequence, groups: […] or null for all, other:
/// {version, sequence}, reason, role, until, in_force, ended: {at, person}, yes: {tree, stage,
/// used, ticket, report, decision}, bypass: {number, skips, break_glass, fix_forward, since},
/// check, says}; `in_force` is null of what cannot be. `counts`: of a yes, see CountedYeses.
json::Value describe(const catalog::DeedRow& deed, bool counts, policy::Instant now);

/// {group, release, role, tree, stage, evidence, asks}; `release` is its number, `asks` what of
/// "ticket", "report", "decision" must be told with the yes.
json::Value describe(const rollout::Bound& bound);

/// {number, version, sequence, group, at, evidence, acknowledged: {decision, fixed_by, person,
/// reason, at} or null}
json::Value describe(const catalog::HaltRow& row, const rollout::Recorded& recorded);

/// {number, sentence, version, sequence, groups: […] or null for all, skips: […], until, person,
/// reason, at, break_glass, devices, grants: [{person, role}], waits_for: [{role, have, need}],
/// granted, in_force, over, review_due, overdue, reviewed}; `devices` counts those of a
/// fix-forward.
json::Value describe(const rollout::BypassView& seen, const rollout::Recorded& recorded);

/// {version, sequence, group, person, reason, at, lifted}
json::Value describe(const policy::GroupId& group, const policy::Pause& pause,
                     const rollout::Recorded& recorded);

/// {check, yes, version, tree, person, reason, at}
json::Value describe(const policy::CheckVerdict& verdict, const rollout::Recorded& recorded);

/// {version, sequence, group, risk, person, reason, at}
json::Value describe(const policy::RiskSaid& risk, const rollout::Recorded& recorded);

}  // namespace relay::admin
