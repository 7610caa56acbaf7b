#pragma once

#include "config/problem.h"
#include "policy/document.h"

/// Whether the parts of a policy hang together. Names are known by now; this is about what the
/// rules mean for each other.
namespace config {

/// A feed that no path is for is an error: nothing of it would ever open.
void check_feeds_travel(Problems& problems, const policy::Document& document);

/// A group in no stage of a path that is used joins its last stage; worth a warning.
void check_groups_placed(Problems& problems, const policy::Document& document);

/// A stage whose gate watches a group that the policy itself holds never opens; worth a warning.
void check_stages_can_open(Problems& problems, const policy::Document& document);

/// A calendar that no stage waits for is worth a warning.
void check_calendars_used(Problems& problems, const policy::Document& document);

}  // namespace config
