#pragma once

#include <map>
#include <vector>

#include "relay/admin/call.h"
#include "relay/catalog/deeds.h"
#include "relay/rollout/view.h"

namespace relay::admin {

/// Which yeses count now, as `explain` has it: for a release that the group waits for, under the
/// rules as they are, of somebody who still may. A feed is looked at when a yes to it is asked for.
class CountedYeses {
 public:
  CountedYeses(const Parts& parts, const Call& call);

  /// False of any other deed.
  bool has(const catalog::DeedRow& deed);

 private:
  const std::vector<rollout::View>& views_of(const policy::FeedId& feed);

  const Parts& parts_;
  const Call& call_;
  policy::Moment moment_;
  std::map<policy::FeedId, std::vector<rollout::View>> views_{};
};

}  // namespace relay::admin
