#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/state.h"
#include "relay/rollout/bound.h"
#include "relay/rollout/recorded.h"

namespace relay::rollout {

/// What one group has of one feed, and why nothing newer: what `explain` and the pages show.
struct View {
  policy::FeedId feed;
  policy::GroupId group;
  std::shared_ptr<const policy::Rules> rules{};  ///< Nothing: no path is for this feed.
  std::shared_ptr<const Recorded> recorded{};    ///< Of the feed; the views of one moment share it.
  policy::Plan plan{};                           ///< With every reason.
  std::vector<policy::Rollout> rollouts{};       ///< Newest first, at most kMostRollouts.
  /// The newest release that devices of the group get, and since when; a row without a release when
  /// it has none any more, nothing when it never had one.
  std::optional<catalog::ActivationRow> active{};

  /// Of the feed, in order.
  const std::vector<catalog::ReleaseRow>& releases() const { return recorded->rows; }
};
constexpr std::size_t kMostRollouts = 50;

/// From 1; last of all where no path is for the feed. For sorting groups as a release meets them.
std::size_t stage_of(const View& seen);

/// What that plan was the answer to; refers to both.
policy::Question question(const View& seen, const policy::Moment& moment);

/// What a yes to that release would be bound to; nothing where it waits for none.
std::optional<Bound> yes_for(const View& seen, const policy::Withheld& withheld,
                             const policy::Moment& moment);

/// Every group of the policy, in its order, from one read of the facts as they are; records
/// nothing.
std::vector<View> views(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
                        const policy::Moment& moment);
/// The same of facts that were read before: without the database.
std::vector<View> views(const std::shared_ptr<const Recorded>& recorded, const Revision& revision,
                        const policy::Moment& moment);
/// One of them.
View view(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
          const policy::GroupId& group, const policy::Moment& moment);

}  // namespace relay::rollout
