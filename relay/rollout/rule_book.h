#pragma once

#include <cstdint>
#include <map>

#include "policy/turn.h"
#include "relay/rollout/revision.h"

namespace relay::rollout {

/// The rules of every group for one feed, in the document's order, with their digests.
policy::FeedRulesOf rules_of(const policy::Document& document, const policy::FeedRules& feed);

/// Keeps the rules of the revision that was asked about last: they are worked out once for each of
/// its feeds, not at every turn. Belongs to one thread at a time.
class RuleBook {
 public:
  const policy::FeedRulesOf& of(const Revision& revision, const policy::FeedRules& feed);

 private:
  std::int64_t number_ = 0;
  std::map<policy::FeedId, policy::FeedRulesOf> rules_;
};

}  // namespace relay::rollout
