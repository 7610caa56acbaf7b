#pragma once

#include <map>
#include <string>
#include <vector>

#include "policy/digest.h"
#include "policy/release.h"
#include "policy/rules.h"

/// What happened, as recorded: never computed, never forgotten by the policy.
namespace policy {

/// A release was let through to a group. An event, not a condition: later revisions do not undo it.
struct Opening {
  enum class How {
    Adopted,  ///< "What we run today": an explicit act.
    Rules,    ///< Every rule of the stage was met.
  };
  Sequence release;
  Instant at{};
  How how = How::Rules;
};

/// A person's yes, bound to what the person saw.
struct Approval {
  Sequence release;
  Digest tree;   ///< Of the release.
  Digest stage;  ///< Of canonical(rules).
  std::string person{};
  std::string role{};
  Instant at{};
};

/// The facts about one group and one feed that a plan is computed from.
struct Facts {
  std::vector<Opening> openings{};                   ///< Of this group.
  std::map<GroupId, std::vector<Opening>> others{};  ///< Of the watched and the next groups.
  std::vector<Approval> approvals{};                 ///< Not consumed yet.
};

}  // namespace policy
