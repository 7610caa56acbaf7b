#pragma once

#include "policy/progress.h"
#include "relay/catalog/acts.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/checks.h"
#include "relay/catalog/releases.h"
#include "relay/json/value.h"
#include "relay/rollout/view.h"

/// The catalog's and the policy's nouns as JSON. Page and command line print from these alone, so
/// the sentences are the policy's own everywhere.
namespace relay::admin {

/// {version, sequence, tree, first_seen, standing, standing_reason, class, evidence, …}
json::Value describe(const catalog::ReleaseRow& row);
/// {number, part, version, reason, at}
json::Value describe(const catalog::QuarantineRow& row);
/// {at, succeeded, outcome, alarms: [{sentence}], succeeded_at, next_attempt, failures}
json::Value describe(const catalog::CheckRow& row);
/// {kind, group, version, person, reason, at}
json::Value describe(const catalog::ActRow& row);
/// {number, at, actor, via, source, action, subject, object, outcome, detail}
json::Value describe(const catalog::AuditRow& row);

/// What the group is served: {version, sequence, since}; null when it has nothing.
json::Value active(const rollout::View& view);
/// {version, sequence, first_seen, standing, reasons: […], progress: […]}: a release that the group
/// has not got; `progress` is what its stage asks for (describe_reason.h).
json::Value::Record withheld_fields(const rollout::View& view, const policy::Withheld& withheld,
                                    const std::vector<policy::Asked>& progress);
/// [{version, sequence, reached, next, reasons: […], progress: […]}]: what is on its way through
/// the group, and why it does not widen now.
json::Value ramping(const rollout::View& view, const policy::Moment& moment);
/// Of the policy's calendars, each once: names of the tz database.
json::Value zones(const policy::Document& document);
/// {group, path, stage, active, offers: [{version, sequence, reached, since}], rollouts, ramping,
/// newer: […], left_off, next_look}: newest first; what is withheld beyond the newest 50 is counted
/// in left_off.
json::Value explanation(const rollout::View& view, const policy::Moment& moment);

}  // namespace relay::admin
