#include "policy/facts.h"

#include <algorithm>

#include "policy/require.h"

namespace policy {

bool Approval::counts(const Release& to, const Digest& rules, Instant now) const {
  return release == to.sequence && tree == to.tree && stage == rules && (!until || now < *until);
}

const Opening* GroupFacts::opening_of(Sequence release) const {
  const auto found = std::ranges::lower_bound(openings, release, {}, &Opening::release);
  return found == openings.end() || found->release != release ? nullptr : &*found;
}

const GroupFacts& FeedFacts::of(const GroupId& group) const {
  static const GroupFacts kNothing;
  const auto found = groups.find(group);
  return found == groups.end() ? kNothing : found->second;
}

const Release& FeedFacts::release(Sequence number) const {
  require(number.number >= 1 && number.number <= releases.size(),
          "a fact names a release of its feed");
  return releases[number.number - 1];
}

}  // namespace policy
