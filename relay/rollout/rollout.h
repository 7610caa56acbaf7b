#pragma once

#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "policy/plan.h"
#include "relay/catalog/releases.h"
#include "relay/catalog/rollouts.h"
#include "relay/db/database.h"
#include "relay/rollout/revision.h"
#include "relay/rollout/tables.h"
#include "relay/rollout/world.h"
#include "relay/store/store.h"

/// Facts → policy → World. A turn asks the policy about every feed and group, records what opens,
/// and makes the World that endpoints are answered from.
namespace relay::rollout {

/// What one group has of one feed, and why nothing newer: what `explain` and the pages show.
struct View {
  policy::FeedId feed;
  policy::GroupId group;
  std::optional<policy::Rules> rules{};         ///< Nothing: no path is for this feed.
  std::vector<catalog::ReleaseRow> releases{};  ///< Of the feed, in order.
  policy::Plan plan{};
  std::optional<catalog::ActivationRow> active{};  ///< What is served, and since when.
};

/// Computed from the facts as they are; records nothing.
View view(db::Connection& db, const Revision& revision, const policy::FeedId& feed,
          const policy::GroupId& group, const std::optional<std::string>& clock_suspect,
          policy::Instant now);

class Rollout {
 public:
  using Publish = std::function<void(WorldPtr)>;

  /// `publish` is called with every new World, from whichever thread turned.
  Rollout(db::Database& state, const store::Store& store, Publish publish);

  struct Turned {
    std::optional<policy::Instant> next{};  ///< When time alone may change something.
    std::vector<std::string> happened{};  ///< A sentence for each opening and switch, for the log.
  };

  /// Safe from any thread; one turn at a time. Records openings and switches with their audit rows
  /// in one transaction, then publishes a World if anything that endpoints see is different.
  Turned turn(const Revision& revision, const std::optional<std::string>& clock_suspect,
              policy::Instant now);

 private:
  std::mutex mutex_;
  db::Database& state_;
  const Publish publish_;
  Tables tables_;   ///< Guarded by mutex_, as is the next.
  WorldPtr world_;  ///< The last one.
};

}  // namespace relay::rollout
