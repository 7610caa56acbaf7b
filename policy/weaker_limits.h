#pragma once

#include <string>
#include <vector>

#include "policy/document.h"

namespace policy {

/// What the limits of a document say for the devices of one group and the releases of one feed.
struct Narrowed {
  const Document& document;
  const GroupId& group;
};

/// Pins, floors, ranges, blocks, holds and lags that are lifted or changed, a sentence each. One
/// version is not known to be older than another, so any other version counts as weaker.
std::vector<std::string> weaker_limits(const FeedId& feed, const Narrowed& before,
                                       const Narrowed& after);

}  // namespace policy
