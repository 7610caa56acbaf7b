#pragma once

#include <optional>

#include "config/fields.h"
#include "config/problem.h"
#include "policy/document.h"

/// How long a path waits: for what it withholds, and for evidence that does not come.
namespace config {

/// A path's `freshness`; nothing when it has none.
std::optional<policy::Freshness> read_freshness(Problems& problems, const Fields& path);

/// A path's `no_evidence`; nothing when it has none.
std::optional<policy::NoEvidence> read_no_evidence(Problems& problems, const Fields& path);

}  // namespace config
