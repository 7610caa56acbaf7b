#pragma once

#include <map>
#include <memory>
#include <mutex>
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

/// Keeps the rules of one document, worked out for a feed when they are asked for first: not at
/// every turn and every look. Safe to use from several threads.
class RuleBook {
 public:
  using Rules = std::shared_ptr<const policy::FeedRulesOf>;
  /// `document` is the same each time.
  Rules of(const policy::Document& document, const policy::FeedRules& feed);

 private:
  std::mutex mutex_;
  std::map<policy::FeedId, Rules> rules_;
};

/// The rules of every group for one feed of the revision, from its book where it has one. Never
/// nothing.
RuleBook::Rules rules_of(const Revision& revision, const policy::FeedRules& feed);

}  // namespace relay::rollout
