#pragma once

#include "policy/progress.h"
#include "policy/reason.h"
#include "relay/json/value.h"

/// What is in a release's way, and what is not any more, as JSON: a sentence for people, fields for
/// a bar.
namespace relay::admin {

/// {rule, sentence, until, line, kind, …}: the word of a rule, the policy's own sentence, when it
/// is worth asking again, the line of the policy; then which reason it is and what that one knows:
/// "blocked", "held", "stopped", "paused": {person, reason, at}; "not-trusted": {standing, why};
/// "halted": {at, why, acknowledged}; "inherits-halt": {version, at}; "clock-suspect": {why};
/// "metadata-expired": {at}; "unreviewed": {person, reason, at, due}; "pinned", "below-floor":
/// {version, person, reason, at}; "lagging": {behind, person, reason, at}; "not-allowed": {from,
/// to, person, reason, at}; "superseded": {version}; "soaking": {since}; "baking": {group, since};
/// "not-baking": {group, why}; "not-passed": {group, verdict, why, then}; "train-waits": {version};
/// "unchecked": {check, person, reason, at} of who said no, or null; "unapproved": {role, have,
/// need, why}; "window-closed": {calendar, why}; "ramp-holds": {reached}; "no-path". `at` is null
/// for what the policy itself says.
json::Value describe(const policy::Reason& reason);
json::Value describe(const std::vector<policy::Reason>& reasons);

/// {rule, state, line, …}: one thing that the stage asks; state is "met", "waits" or "skipped".
/// "soak": {since, until}; "gate": {group, bake, opened, settled, until, verdict, evidence, seen,
/// taken, mature, survived, confirmed, failed, silent}; "check": {check, yes, person, reason, at};
/// "approval": {role, have, need, people}; "window": {calendar, open, changes}; "ramp": {reached,
/// next, since, until, steps: [{to, hold}]}.
json::Value describe(const policy::Asked& asked);
json::Value describe(const std::vector<policy::Asked>& progress);

}  // namespace relay::admin
