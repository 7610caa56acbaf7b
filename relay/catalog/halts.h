#pragma once

#include <cstdint>
#include <vector>

#include "policy/facts.h"
#include "relay/catalog/audit.h"

namespace relay::catalog {

struct HaltRow {
  std::int64_t number = 0;
  policy::Halt halt;  ///< With the last acknowledgement.
};

/// Of a feed, in the order in which they happened.
std::vector<HaltRow> halts(db::Connection& db, const policy::FeedId& feed);

/// Records that the relay stopped a release by itself, at the deed's time; the deed's reason is the
/// evidence. Returns its number.
std::int64_t halt(db::Transaction& tx, const policy::FeedId& feed, policy::Sequence release,
                  const std::optional<policy::GroupId>& group, const Deed& deed);

/// What a person decided. Said again, it takes the place of what was decided before: so the release
/// that has the fix can be named when it comes. Said as it stands, it writes nothing and returns
/// false. `fixed_by` is a later release of the feed.
struct Acknowledgement {
  policy::FeedId feed;
  std::int64_t halt = 0;
  policy::Halt::Acknowledged::How how = policy::Halt::Acknowledged::How::Block;
  std::optional<policy::Sequence> fixed_by{};
};
bool acknowledge(db::Transaction& tx, const Acknowledgement& decided, const Deed& deed);

}  // namespace relay::catalog
