#include <algorithm>

#include "policy/conditions.h"

namespace policy {
namespace {

std::optional<Instant> earlier(std::optional<Instant> one, std::optional<Instant> other) {
  if (!one || !other) return one ? one : other;
  return std::min(*one, *other);
}

/// Since when a release is kept from all of a watched group, and not from others: blocked there, or
/// another one pinned.
std::optional<Instant> kept_away(const FeedFacts& feed, const GroupFacts& group,
                                 const Watched& watched, const VersionText& version) {
  std::optional<Instant> since;
  for (const Limits* const limits : {&watched.limits, &group.said}) {
    for (const Block& block : limits->blocks) {
      if (block.version == version) since = earlier(since, block.said.at);
    }
  }
  const Pin* const pin = pin_of(&watched.limits, feed, group);
  return pin == nullptr || pin->version == version ? since : earlier(since, pin->said.at);
}

/// When a release's time in a group was over: something newer was open to all of it, or it was
/// taken back there.
std::optional<Instant> ended(const FeedFacts& feed, const GroupFacts& group, const Watched& watched,
                             const Opening& opening) {
  auto end = kept_away(feed, group, watched, feed.release(opening.release).version);
  for (const Opening& other : group.openings) {
    const auto settled = other.settled();
    if (other.release <= opening.release || !settled || *settled < opening.at()) continue;
    end = earlier(end, settled);
  }
  return end;
}

/// What stands against the bake in one watched group; nothing when it has lasted. `due` is then
/// when it had.
std::optional<Reason> not_baked(const GroupFacts& facts, const Watched& watched, const Gate& gate,
                                const Candidate& candidate, Instant& due) {
  const FeedFacts& feed = candidate.asked().facts;
  const GroupId& group = watched.group;
  const Sequence release = candidate.release.sequence;
  const Opening* const opening = facts.opening_of(release);
  if (opening == nullptr) {
    const bool skipped = !facts.openings.empty() && facts.openings.back().release > release;
    return NotBaking{group, skipped ? NotBaking::Why::Skipped : NotBaking::Why::NotYet, gate.mark};
  }
  const auto settled = opening->settled();
  const auto end = ended(feed, facts, watched, *opening);
  if (!settled || (end && *end < *settled)) {
    return NotBaking{group, end ? NotBaking::Why::EndedEarly : NotBaking::Why::Ramping, gate.mark};
  }
  due =
      bake_due(feed, *opening, gate.bake, std::min(candidate.now(), end.value_or(candidate.now())));
  if (end && *end < due) return NotBaking{group, NotBaking::Why::EndedEarly, gate.mark};
  if (candidate.now() < due) return Baking{group, due, gate.bake, gate.mark};
  return std::nullopt;
}

const Experience& experience_of(const GroupFacts& facts, Sequence release) {
  static const Experience kNone;
  const auto found = facts.experience.find(release);
  return found == facts.experience.end() ? kNone : found->second;
}

/// What the evidence of one watched group says against a release whose bake is over since `due`.
std::optional<Reason> not_passed(const GroupFacts& facts, const Watched& watched, const Gate& gate,
                                 const Candidate& candidate, Instant due) {
  if (!gate.asks_evidence()) return std::nullopt;
  const Experience& experience = experience_of(facts, candidate.release.sequence);
  Finding finding = judge(gate, experience, facts.seen, watched.ephemeral);
  if (finding.verdict == Finding::Verdict::Pass) return std::nullopt;
  const bool failed = finding.verdict == Finding::Verdict::Fail;
  if (!failed && candidate.asked().moment.assume_healthy) return std::nullopt;
  if (!failed && candidate.skips.has(Skippable::Gate)) return std::nullopt;

  NotPassed reason{watched.group, std::move(finding), NoEvidence::Then::Hold, {}, gate.mark};
  if (!failed && experience.next_mature > candidate.now()) reason.until = experience.next_mature;
  if (const auto& rule = candidate.rules().no_evidence; rule && !failed) {
    reason.then = rule->then;
    if (rule->then == NoEvidence::Then::Open) {
      if (candidate.now() >= due + rule->after) return std::nullopt;
      reason.until = earlier(reason.until, due + rule->after);
    }
  }
  return reason;
}

/// A bypass of the gate does not wait for a bake either, but what has failed stays failed.
bool skips_bake(const Candidate& candidate, const GroupFacts& facts, const Watched& watched,
                const Gate& gate) {
  if (!candidate.skips.has(Skippable::Gate)) return false;
  const Experience& experience = experience_of(facts, candidate.release.sequence);
  return !gate.asks_evidence() ||
         judge(gate, experience, facts.seen, watched.ephemeral).verdict != Finding::Verdict::Fail;
}

/// Whether a stage that watches us has this release, or something newer.
bool has_passed_on(const FeedFacts& facts, const Watcher& watcher, Sequence release) {
  return std::ranges::all_of(watcher.groups, [&](const GroupId& group) {
    const auto& openings = facts.of(group).openings;
    return !openings.empty() && openings.back().release >= release;
  });
}

}  // namespace

void gate(const Candidate& candidate, Reasons& reasons) {
  const auto& gate = candidate.rules().stage.gate;
  if (!gate) return;
  for (const Watched& watched : candidate.rules().watched) {
    const GroupFacts& facts = candidate.asked().facts.of(watched.group);
    if (skips_bake(candidate, facts, watched, *gate)) continue;
    Instant due{};
    auto reason = not_baked(facts, watched, *gate, candidate, due);
    if (!reason) reason = not_passed(facts, watched, *gate, candidate, due);
    if (reason) reasons.push_back(std::move(*reason));
  }
}

void train(const Candidate& candidate, Reasons& reasons) {
  const Opening* const baking = candidate.at.newest();
  if (candidate.skips.has(Skippable::Train) || candidate.rules().watchers.empty()) return;
  if (baking == nullptr || baking->release > candidate.release.sequence) return;
  const FeedFacts& facts = candidate.asked().facts;
  const Release& release = facts.release(baking->release);
  if (release.standing != Standing::Good) return;
  for (const Watcher& watcher : candidate.rules().watchers) {
    if (has_passed_on(facts, watcher, baking->release)) continue;
    const auto settled = baking->settled();
    std::optional<Instant> due;
    if (settled) due = bake_due(facts, *baking, watcher.gate.bake, candidate.now());
    if (due && candidate.now() >= *due) continue;
    reasons.emplace_back(TrainWaits{release.version, due, watcher.gate.mark});
  }
}

}  // namespace policy
