#pragma once

#include <vector>

#include "policy/document.h"

/// How a release travels a path when nothing but time is in its way: all evidence is good, people
/// say yes at once and every window is open.
namespace policy {

/// Which stage a group is in, from 0; one that no stage names is in the last.
std::size_t stage_of(const Path& path, const GroupId& group);

/// The groups that a stage's gate watches; none without a gate.
std::vector<GroupId> watched_by(const Path& path, std::size_t stage);

/// When a stage is reached at the soonest, since first sight of a release.
struct Reach {
  Span opens{0};
  Span everybody{0};  ///< With its ramp.
  friend bool operator==(const Reach&, const Reach&) = default;
};
/// One for each stage, in their order.
std::vector<Reach> soonest(const Path& path);

}  // namespace policy
