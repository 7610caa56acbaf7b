#include <algorithm>
#include <set>

#include "policy/conditions.h"

namespace policy {
namespace {

const Opening* opening_of(const std::vector<Opening>& openings, Sequence release) {
  const auto found = std::ranges::find(openings, release, &Opening::release);
  return found == openings.end() ? nullptr : &*found;
}

const std::vector<Opening>& openings_in(const Facts& facts, const GroupId& group) {
  static const std::vector<Opening> kNone;
  const auto found = facts.others.find(group);
  return found == facts.others.end() ? kNone : found->second;
}

/// When something newer took a release's place in its group.
std::optional<Instant> ended(const std::vector<Opening>& openings, const Opening& opening) {
  std::optional<Instant> end;
  for (const Opening& other : openings) {
    const bool took_its_place = other.release > opening.release && other.at >= opening.at;
    if (took_its_place && (!end || other.at < *end)) end = other.at;
  }
  return end;
}

/// What the gate has against a release in one watched group; nothing when its bake is done there.
std::optional<Reason> not_baked(const std::vector<Opening>& openings, const GroupId& group,
                                const Gate& gate, Sequence release, Instant now) {
  const Opening* const opening = opening_of(openings, release);
  if (opening == nullptr) {
    const bool skipped = std::ranges::any_of(
        openings, [&](const Opening& other) { return other.release > release; });
    return NotBaking{group, skipped ? NotBaking::Why::Skipped : NotBaking::Why::NotYet, gate.mark};
  }
  const Instant due = opening->at + gate.bake;
  const auto end = ended(openings, *opening);
  if (end && *end < due) return NotBaking{group, NotBaking::Why::EndedEarly, gate.mark};
  if (now < due) return Baking{group, due, gate.bake, gate.mark};
  return std::nullopt;
}

bool is_for(const Approval& approval, const Candidate& candidate) {
  return approval.release == candidate.release.sequence &&
         approval.tree == candidate.release.tree && approval.stage == candidate.asked.stage;
}

}  // namespace

std::vector<Reason> soak(const Candidate& candidate) {
  const Stage& stage = candidate.rules.stage;
  const Instant ripe = candidate.release.first_seen + stage.soak;
  if (candidate.asked.now >= ripe) return {};
  return {Soaking{ripe, stage.soak, stage.soak_mark}};
}

std::vector<Reason> gate(const Candidate& candidate) {
  const auto& gate = candidate.rules.stage.gate;
  if (!gate) return {};
  std::vector<Reason> reasons;
  for (const GroupId& group : candidate.rules.watched) {
    auto reason = not_baked(openings_in(candidate.asked.facts, group), group, *gate,
                            candidate.release.sequence, candidate.asked.now);
    if (reason) reasons.push_back(std::move(*reason));
  }
  return reasons;
}

std::vector<Reason> train(const Candidate& candidate) {
  const auto& [asked, rules, release, running] = candidate;
  if (!rules.watched_for || running == nullptr || running->standing != Standing::Good ||
      running->sequence > release.sequence) {
    return {};
  }
  // Not the names above: clang 14 does not let a lambda capture a structured binding.
  const auto has_it = [&candidate](const GroupId& group) {
    return std::ranges::any_of(openings_in(candidate.asked.facts, group),
                               [&candidate](const Opening& opening) {
                                 return opening.release >= candidate.running->sequence;
                               });
  };
  const Opening* const opening = opening_of(asked.facts.openings, running->sequence);
  if (opening == nullptr || std::ranges::all_of(rules.next, has_it)) return {};
  const Instant due = opening->at + rules.watched_for->bake;
  if (asked.now >= due) return {};
  return {TrainWaits{running->version, due, rules.watched_for->mark}};
}

std::vector<Reason> approval(const Candidate& candidate) {
  std::vector<Reason> reasons;
  std::set<std::string> counted;  // A person counts once, whatever the number of lines.
  for (const ApprovalLine& line : candidate.rules.stage.approve) {
    unsigned have = 0;
    for (const Approval& approval : candidate.asked.facts.approvals) {
      if (have == line.people) break;
      if (approval.role != line.role || !is_for(approval, candidate)) continue;
      if (counted.insert(approval.person).second) ++have;
    }
    if (have < line.people)
      reasons.emplace_back(Unapproved{line.role, have, line.people, line.mark});
  }
  return reasons;
}

}  // namespace policy
