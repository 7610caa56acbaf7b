#pragma once

#include <vector>

#include "policy/plan.h"

/// The rules, one question each. Every one is asked about every release that is not open, so a
/// person sees all that is in the way.
namespace policy {

/// What a rule needs to know of one release that is not open to the group.
struct Candidate {
  const Question& asked;
  const Rules& rules;
  const Release& release;
  const Release* running = nullptr;  ///< What the group has now; nothing when it has none.
};

/// Takes a release away whatever else holds, also from a group that has it: block, quarantine,
/// recall.
std::vector<Reason> withdrawn(const Question& asked, const Release& release);

/// Only a person's act, or time for the clock, changes these: suspect, hold, an untrusted clock.
std::vector<Reason> excluded(const Candidate& candidate);
/// Pin, floor and lag.
std::vector<Reason> narrowed(const Candidate& candidate);

std::vector<Reason> soak(const Candidate& candidate);
std::vector<Reason> gate(const Candidate& candidate);
std::vector<Reason> train(const Candidate& candidate);
std::vector<Reason> approval(const Candidate& candidate);

}  // namespace policy
