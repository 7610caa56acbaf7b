#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/plan.h"
#include "relay/catalog/acts.h"
#include "relay/catalog/releases.h"
#include "relay/catalog/rollouts.h"
#include "relay/rollout/revision.h"

namespace relay::rollout {

/// Everything recorded about one feed that its groups' plans are computed from, read once.
struct FeedFacts {
  policy::FeedRules feed;
  std::vector<catalog::ReleaseRow> releases{};
  std::vector<catalog::OpeningRow> openings{};
  std::vector<catalog::ActivationRow> activations{};
  std::vector<catalog::ActRow> acts{};
};

FeedFacts read_facts(db::Connection& db, const policy::FeedRules& feed);

/// What a decision is made under, the same for every group of one moment.
struct Moment {
  const Revision& revision;
  std::optional<std::string> clock_suspect{};
  policy::Instant now{};
};

/// The question about one group. Reads the group's approvals; all else is in `facts`.
policy::Question question(db::Connection& db, const FeedFacts& facts, const policy::GroupId& group,
                          const Moment& moment);

/// The last switch of a group, which is in force.
const catalog::ActivationRow* active(const FeedFacts& facts, const policy::GroupId& group);
/// The row of a release that the facts name; they name no other.
const catalog::ReleaseRow& row(const FeedFacts& facts, policy::Sequence release);

}  // namespace relay::rollout
