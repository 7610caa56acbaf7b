#include "relay/rollout/bound.h"

#include <utility>

#include "policy/conditions.h"
#include "policy/require.h"
#include "relay/rollout/evidence.h"

namespace relay::rollout {
namespace {

policy::Asks asks_of(const policy::Question& asked, const policy::Release& release,
                     const std::string& role) {
  const policy::Situation at = policy::situation(asked);
  for (const policy::ApprovalLine& line : policy::approval_lines({at, release})) {
    if (line.role == role) return line.asks;
  }
  return {};
}

}  // namespace

Bound bound_to(const policy::Question& asked, const policy::Release& release, std::string role) {
  policy::require(asked.rules != nullptr, "a yes is asked for by rules");
  const policy::Asks asks = asks_of(asked, release, role);
  return {.group = asked.rules->group,
          .release = release.sequence,
          .role = std::move(role),
          .tree = release.tree,
          .stage = asked.rules->digest,
          .asks = asks,
          .evidence = evidence(asked, release.sequence)};
}

}  // namespace relay::rollout
