#pragma once

#include <cstdint>
#include <map>
#include <set>

#include "policy/turn.h"
#include "relay/rollout/revision.h"

namespace relay::rollout {

/// The rules of every group for one feed, in the document's order, with their digests.
policy::FeedRulesOf rules_of(const policy::Document& document, const policy::FeedRules& feed);

/// A policy, and what it becomes.
struct Edit {
  const policy::Document& before;
  const policy::Document& after;
};
/// The digests of the stages' rules that hold for any feed and group afterwards and did not there
/// before.
std::set<policy::Digest> changed_stages(const Edit& edit);

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
