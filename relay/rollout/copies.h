#pragma once

#include <map>
#include <utility>
#include <vector>

#include "relay/rollout/recorded.h"
#include "relay/rollout/world.h"
#include "relay/store/store.h"

namespace relay::rollout {

/// What clients can say of what they have: see Copies. Reads each release's tree once.
class CopyReader {
 public:
  explicit CopyReader(const store::Store& store) : store_{store} {}

  /// Of a feed's releases from this one on, which is the oldest that somebody is given, and at most
  /// the newest kMost. Nothing where clients of the feed name no such time. The same object as long
  /// as nothing changes, because Worlds compare it by address.
  CopiesPtr of(const Recorded& recorded, const Table& oldest);
  static constexpr std::size_t kMost = 100;

 private:
  using Files = std::vector<std::pair<std::string, policy::Instant>>;
  struct OfFeed {
    std::map<policy::Sequence, Files> read{};
    CopiesPtr copies{};
  };
  const Files* files_of(OfFeed& feed, const catalog::ReleaseRow& release);

  const store::Store& store_;
  std::map<policy::FeedId, OfFeed> feeds_;
};

}  // namespace relay::rollout
