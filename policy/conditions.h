#pragma once

#include <vector>

#include "policy/bypass.h"
#include "policy/plan.h"
#include "policy/require.h"

/// The rules, one question each. Every one is asked about every release that is not open, so a
/// person sees all that is in the way; a decision alone stops at the first.
namespace policy {

using Reasons = std::vector<Reason>;

/// What a group has now: worked out once for a plan.
struct Situation {
  const Question& asked;
  const Pin* pin = nullptr;       ///< The one that counts.
  const Opening* base = nullptr;  ///< Open to all; what a device gets when nothing else is for it.
  std::vector<const Opening*> ramping{};  ///< Open to some, newest first.

  /// Of the stage's window, now; nothing: it has none.
  std::optional<Hours> hours{};

  /// The newest that anybody in the group may have.
  const Opening* newest() const { return ramping.empty() ? base : ramping.front(); }
  const Release* running() const {
    return base == nullptr ? nullptr : &asked.facts.release(base->release);
  }
};
Situation situation(const Question& asked);

/// The pin that counts: the last that a person said, else the document's last. `document`: what it
/// says of the group; nothing without a path.
const Pin* pin_of(const Limits* document, const FeedFacts& facts, const GroupFacts& own);

/// Whether a release is for whole groups or nobody, whatever else holds, also where it is open:
/// blocked, quarantined, recalled, halted; and, while it ramps, stop-everything. `opening`: of this
/// group, if it has one.
void taken_back(const Question& asked, const Release& release, const Opening* opening,
                Reasons& reasons);
bool is_taken_back(const Question& asked, const Release& release, const Opening* opening);

/// A release that is not open to the group, or not to all of it, and what people let it skip.
struct Candidate {
  const Situation& at;
  const Release& release;
  Skips skips{};

  const Question& asked() const { return at.asked; }
  const Rules& rules() const { return *at.asked.rules; }
  Instant now() const { return at.asked.moment.now; }
};

/// Stop, hold, pause, suspect, an untrusted clock, an inherited halt, expired metadata, an
/// unreviewed break-glass: no rule of a stage is stronger, and nothing skips them.
void excluded(const Candidate& candidate, Reasons& reasons);
/// Pin, floor, allowed range and lag.
void narrowed(const Candidate& candidate, Reasons& reasons);

void soak(const Candidate& candidate, Reasons& reasons);
/// Since when a release soaks: a vendor's time can only make it younger than our first sight of it.
Instant soaks_since(const Release& release);
void gate(const Candidate& candidate, Reasons& reasons);
void train(const Candidate& candidate, Reasons& reasons);
void checks(const Candidate& candidate, Reasons& reasons);
/// The last that a check said of exactly these bytes; nothing: it has said nothing.
const CheckVerdict* last_verdict(const Candidate& candidate, const std::string& check);
void approval(const Candidate& candidate, Reasons& reasons);
/// Who must say yes to it: the stage's lines, or those for a release of high risk.
const std::vector<ApprovalLine>& approval_lines(const Candidate& candidate);
void window(const Candidate& candidate, Reasons& reasons);

/// When the bake of a release that is open to all of a group is over, or was: the time in which a
/// halt took it back does not count. `opening` is settled.
Instant bake_due(const FeedFacts& facts, const Opening& opening, Span bake, Instant now);

/// Where a release that is open goes next; `opening` ramps.
BasisPoints next_step(const Rules& rules, BasisPoints reached);
/// The share that a release is opened to at first.
BasisPoints first_step(const Rules& rules, Skips skips);
/// The time that the step it stands on must be held, standstills not counted.
void ramp(const Candidate& candidate, const Opening& opening, Reasons& reasons);

}  // namespace policy
