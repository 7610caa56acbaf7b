#pragma once

#include <map>
#include <optional>
#include <utility>

#include "relay/catalog/releases.h"
#include "relay/rollout/world.h"
#include "relay/store/store.h"

namespace relay::rollout {

/// What a release consists of; nothing when its tree is absent or damaged.
std::optional<store::Tree> tree_of(const store::Store& store, const policy::Digest& tree);

/// Makes serving tables from the store and keeps those that are complete, so that a turn reads only
/// what is new. What is not really in the store, with its right size, is not in a table.
class Tables {
 public:
  explicit Tables(const store::Store& store) : store_{store} {}

  /// Nothing when the release's tree is absent or damaged; the mirror fetches it again.
  TablePtr of(const catalog::ReleaseRow& release);
  /// Forgets what was not asked for since the last time.
  void sweep();

 private:
  using Key = std::pair<policy::FeedId, policy::Sequence>;
  struct Kept {
    TablePtr table;
    bool asked = false;
  };

  const store::Store& store_;
  std::map<Key, Kept> kept_;
};

}  // namespace relay::rollout
