#include "relay/rollout/bound.h"

#include <utility>

#include "policy/require.h"
#include "relay/rollout/evidence.h"

namespace relay::rollout {
namespace {

/// Of either list: the risk may be high tomorrow, and the yes still counts.
policy::Asks asks_of(const policy::Stage& stage, const std::string& role) {
  policy::Asks asks;
  for (const auto* const lines : {&stage.approve, &stage.approve_high_risk}) {
    for (const policy::ApprovalLine& line : *lines) {
      if (line.role != role) continue;
      asks.ticket = asks.ticket || line.asks.ticket;
      asks.report = asks.report || line.asks.report;
      asks.decision = asks.decision || line.asks.decision;
    }
  }
  return asks;
}

}  // namespace

Bound bound_to(const policy::Question& asked, const policy::Release& release, std::string role) {
  policy::require(asked.rules != nullptr, "a yes is asked for by rules");
  const policy::Asks asks = asks_of(asked.rules->stage, role);
  return {.group = asked.rules->group,
          .release = release.sequence,
          .role = std::move(role),
          .tree = release.tree,
          .stage = asked.rules->digest,
          .asks = asks,
          .evidence = evidence(asked, release.sequence)};
}

}  // namespace relay::rollout
