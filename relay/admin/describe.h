#pragma once

#include "policy/reason.h"
#include "relay/catalog/acts.h"
#include "relay/catalog/audit.h"
#include "relay/catalog/checks.h"
#include "relay/catalog/releases.h"
#include "relay/json/value.h"
#include "relay/rollout/view.h"

/// The catalog's and the policy's nouns as JSON. Page and command line print from these alone, so
/// the sentences are the policy's own everywhere.
namespace relay::admin {

/// {rule, sentence, until, line}
json::Value describe(const policy::Reason& reason);
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
/// {group, path, stage, active, offers: [{version, sequence, reached, since}], newer: [{version,
/// sequence, first_seen, standing, reasons: […], approval}], rollouts, left_off, next_look}: newest
/// first; what is beyond the newest 50 is counted in left_off. `approval` is what a yes would be
/// bound to, {group, release, role, tree, stage, evidence}.
json::Value explanation(const rollout::View& view);

}  // namespace relay::admin
