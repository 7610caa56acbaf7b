#pragma once

#include <string>
#include <vector>

#include "policy/turn.h"

namespace policy {

/// What another revision of the policy would mean for one group and feed, if nothing else happened.
struct Effect {
  GroupId group;
  Sequence release;
  std::optional<Instant> before{};  ///< When it opens now; nothing: not in sight.
  std::optional<Instant> after{};   ///< When it would open.
  bool taken_back = false;          ///< The group has it, and would be given an older one or none.

  bool sooner() const { return after && (!before || *after < *before); }
};

/// Which releases would reach which groups at another time than under the rules in force: by
/// forecasts of both, with healthy devices, until `until`. Groups in the order of `after`, releases
/// oldest first; nothing for what is the same.
std::vector<Effect> effects(const FeedRulesOf& before, const FeedRulesOf& after,
                            const FeedFacts& facts, const Moment& moment, Instant until);

/// "office gets 27500 at 2026-03-04 06:00 UTC instead of 2026-03-05 06:00 UTC"
std::string sentence(const Effect& effect, const FeedFacts& facts, Instant now);

}  // namespace policy
