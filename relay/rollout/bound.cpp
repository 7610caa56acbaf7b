#include "relay/rollout/bound.h"

#include <utility>

#include "policy/require.h"
#include "relay/rollout/evidence.h"

namespace relay::rollout {

Bound bound_to(const policy::Question& asked, const policy::Release& release, std::string role) {
  policy::require(asked.rules != nullptr, "a yes is asked for by rules");
  return {.group = asked.rules->group,
          .release = release.sequence,
          .role = std::move(role),
          .tree = release.tree,
          .stage = asked.rules->digest,
          .evidence = evidence(asked, release.sequence)};
}

}  // namespace relay::rollout
