#pragma once

#include <vector>

#include "config/feed_spec.h"
#include "config/problem.h"
#include "policy/document.h"

/// Whether gates ask for evidence that there can be.
namespace config {

/// A gate that asks what a feed's clients never say could not pass, which is an error; what only
/// monitoring and people can say is worth a warning, and so is silence where devices come and go.
/// `feeds` are the document's, in the same order.
void check_evidence(Problems& problems, const policy::Document& document,
                    const std::vector<FeedSpec>& feeds);

}  // namespace config
