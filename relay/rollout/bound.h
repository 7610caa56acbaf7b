#pragma once

#include <string>

#include "policy/plan.h"

namespace relay::rollout {

/// What a person's yes is bound to: another release, another rule of the stage, and it is void.
struct Bound {
  policy::GroupId group;
  policy::Sequence release;
  std::string role{};      ///< In which it counts.
  policy::Digest tree{};   ///< Of the release.
  policy::Digest stage{};  ///< Of the rules of the group's stage.
  policy::Asks asks{};     ///< What must be told with it.
  std::string evidence{};  ///< What the watched groups say, as the person is shown it.
};

/// Of a release that waits for a yes in this role; there are rules for the group.
Bound bound_to(const policy::Question& asked, const policy::Release& release, std::string role);

}  // namespace relay::rollout
