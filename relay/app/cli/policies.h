#pragma once

#include "relay/app/cli/words.h"

/// `sluice policy …`, and what can be asked of the policy in force.
namespace relay::app::cli {

OrMisuse<What> policy_show(const Words& words);
OrMisuse<What> policy_revisions(const Words& words);
/// Against the revision in force: a file, or another revision; or two revisions.
OrMisuse<What> policy_diff(const Words& words);
/// A file; nothing changes. Fails when it has an error.
OrMisuse<What> policy_check(const Words& words);
/// Checks first, and calls nothing more when there is an error. Without --base the text counts as
/// made from the revision that was in force when it was checked.
OrMisuse<What> policy_apply(const Words& words);
OrMisuse<What> policy_proposal(const Words& words);
OrMisuse<What> policy_approve(const Words& words);

OrMisuse<What> forecast(const Words& words);
OrMisuse<What> calendars(const Words& words);
OrMisuse<What> advise(const Words& words);

}  // namespace relay::app::cli
