#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "policy/turn.h"
#include "relay/db/database.h"
#include "relay/rollout/copies.h"
#include "relay/rollout/revision.h"
#include "relay/rollout/tables.h"
#include "relay/rollout/world.h"
#include "relay/store/store.h"

/// Facts → policy → World. A turn asks the policy about every feed, records what happens, and makes
/// the World that endpoints are answered from.
namespace relay::rollout {

class Rollout {
 public:
  using Publish = std::function<void(WorldPtr)>;

  /// `publish` is called with every new World, from whichever thread turned.
  Rollout(db::Database& state, const store::Store& store, Publish publish);

  struct Turned {
    std::optional<policy::Instant> next{};  ///< When time alone may change something.
    std::vector<std::string> happened{};    ///< A sentence for each event and switch, for the log.
  };

  /// Safe from any thread; one turn at a time. Records what opened, widened and halted, and the
  /// switches, with their audit rows in one transaction, then publishes a World if anything that
  /// endpoints see is different. The facts of a feed are read once.
  Turned turn(const Revision& revision, const std::optional<std::string>& clock_suspect,
              policy::Instant now);

 private:
  void turn_feed(db::Transaction& tx, const Revision& revision, const policy::FeedRules& feed,
                 const policy::Moment& moment);
  void keep_devices(policy::FeedFacts& facts);
  void tell_copies(const Recorded& recorded, const std::vector<Publication*>& parts);

  std::mutex mutex_;
  db::Database& state_;
  const Publish publish_;
  Tables tables_;  ///< Guarded by mutex_, as are all that follow.
  CopyReader copies_;
  /// Of fix-forwards, by the bypass: they never change, and Worlds compare them by address.
  std::map<std::int64_t, std::shared_ptr<const std::vector<policy::Place>>> devices_;
  Turned turned_;                  ///< Of the turn in progress.
  std::shared_ptr<World> making_;  ///< Of the turn in progress.
  WorldPtr world_;                 ///< The last one.
};

}  // namespace relay::rollout
