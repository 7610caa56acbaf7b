#pragma once

#include <map>
#include <vector>

#include "policy/turn.h"
#include "relay/catalog/releases.h"
#include "relay/catalog/rollouts.h"
#include "relay/rollout/revision.h"

namespace relay::rollout {

/// Everything recorded about one feed, of all groups, read once.
struct Recorded {
  policy::FeedRules feed;
  policy::FeedFacts facts{};                ///< What decisions are made from.
  std::vector<catalog::ReleaseRow> rows{};  ///< Of facts.releases, in the same order.
  std::map<policy::GroupId, std::vector<catalog::ActivationRow>> activations{};

  const std::vector<catalog::ActivationRow>& activations_of(const policy::GroupId& group) const;
  const catalog::ReleaseRow& row(policy::Sequence release) const;
};

/// With what was heard of devices, of releases that a gate may still ask about.
Recorded read_facts(db::Connection& db, const policy::FeedRules& feed,
                    const ledger::EvidencePtr& evidence = {});

/// The question about one group; what it refers to outlives it.
policy::Question question(const Recorded& recorded, const policy::FeedRulesOf::value_type& rules,
                          const policy::Moment& moment);

/// When the group, or the first part of it, came to this release for the last time; nothing when it
/// never did.
const catalog::ActivationRow* active(const Recorded& recorded, const policy::GroupId& group,
                                     policy::Sequence release);

}  // namespace relay::rollout
