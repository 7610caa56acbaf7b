#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "relay/json/value.h"
#include "relay/rollout/view.h"

namespace relay::admin {

/// Whether both are in the same stage of the same path, or none is.
bool same_stage(const rollout::View& one, const rollout::View& other);

/// What groups of one feed wait for, each told once: groups of a stage wait for the same release,
/// for the same reasons, and a relay may have thousands of groups and feeds.
class Waiting {
 public:
  explicit Waiting(const policy::Moment& moment) : moment_{moment} {}

  /// Where in the list the newest release stands that the group has not got; nothing when there is
  /// none. The view, of this feed and moment, outlives this.
  std::optional<std::size_t> place_of(const rollout::View& view);

  /// [{version, sequence, first_seen, standing, reasons: […], more_reasons, progress: […],
  /// approval: {role, asks}}]: of reasons and progress a few of each kind; `explain` has all.
  json::Value told() &&;

 private:
  const policy::Moment& moment_;
  std::vector<const rollout::View*> each_{};  ///< The first of those that are told alike.
};

}  // namespace relay::admin
