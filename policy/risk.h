#pragma once

#include <string>

#include "policy/facts.h"

namespace policy {

/// How much there is to lose with a release in one group. Never stored: a release that is harmless
/// for one group carries another engine for the next.
struct Risk {
  bool high = false;
  std::string why{};  ///< "it touches a kernel part"; "said by ann: …" when a person judged it.
};

/// `running`: what all of the group has now; nothing when it has none.
Risk risk_of(const Release& release, const Release* running, const Rules& rules,
             const FeedFacts& facts);

}  // namespace policy
