#include <algorithm>

#include "policy/conditions.h"

namespace policy {
namespace {

const Halt* halt_of(const FeedFacts& facts, Sequence release) {
  const auto found = std::ranges::find_if(
      facts.halts, [&](const Halt& halt) { return halt.release == release && halt.holds(); });
  return found == facts.halts.end() ? nullptr : &*found;
}

const Block* block_of(const std::vector<Block>& blocks, const VersionText& version) {
  const auto found = std::ranges::find(blocks, version, &Block::version);
  return found == blocks.end() ? nullptr : &*found;
}

const Block* block_of(const Question& asked, const Release& release) {
  if (asked.rules != nullptr) {
    if (const auto* const block = block_of(asked.rules->limits.blocks, release.version)) {
      return block;
    }
  }
  if (const auto* const block = block_of(asked.facts.said.blocks, release.version)) return block;
  return block_of(asked.own.said.blocks, release.version);
}

bool distrusted(const Release& release) {
  return release.standing == Standing::Quarantined || release.standing == Standing::Recalled;
}

/// Stop-everything takes back what is on its way; what all of a group has, it keeps.
bool stopped_midway(const Question& asked, const Opening* opening) {
  return asked.facts.stopped && opening != nullptr && !opening->settled();
}

bool usable(const Question& asked, const Opening& opening) {
  return !is_taken_back(asked, asked.facts.release(opening.release), &opening);
}

/// The newest releases on their way, and the one that is open to all below them.
void find_open(const Question& asked, Situation& found) {
  for (auto one = asked.own.openings.rbegin(); one != asked.own.openings.rend(); ++one) {
    if (!usable(asked, *one)) continue;
    if (one->settled()) {
      found.base = &*one;
      return;
    }
    found.ramping.push_back(&*one);
  }
}

/// The pinned release as far as it is open. A pin to a release that is not here leaves the base
/// release; it never means "newest".
void find_pinned(const Question& asked, const VersionText& pin, Situation& found) {
  found.ramping.clear();
  const auto is_pinned = [&](const Opening& one) {
    return asked.facts.release(one.release).version == pin;
  };
  const auto pinned =
      std::find_if(asked.own.openings.rbegin(), asked.own.openings.rend(), is_pinned);
  if (pinned == asked.own.openings.rend() || !usable(asked, *pinned)) return;
  if (pinned->settled()) {
    found.base = &*pinned;
  } else {
    found.ramping.push_back(&*pinned);
  }
}

}  // namespace

const Pin* pin_of(const Limits* document, const FeedFacts& facts, const GroupFacts& own) {
  const Pin* last = nullptr;
  const auto later = [&last](const std::vector<Pin>& pins) {
    if (!pins.empty() && (last == nullptr || pins.back().said.at >= last->said.at)) {
      last = &pins.back();
    }
  };
  if (document != nullptr) later(document->pins);
  later(facts.said.pins);
  later(own.said.pins);
  return last;
}

Situation situation(const Question& asked) {
  const Limits* const document = asked.rules == nullptr ? nullptr : &asked.rules->limits;
  Situation found{.asked = asked, .pin = pin_of(document, asked.facts, asked.own)};
  find_open(asked, found);
  if (found.pin != nullptr) find_pinned(asked, found.pin->version, found);
  if (asked.rules == nullptr) return found;
  if (const auto& window = asked.rules->stage.window) found.hours = window->hours(asked.moment.now);
  return found;
}

bool is_taken_back(const Question& asked, const Release& release, const Opening* opening) {
  return distrusted(release) || halt_of(asked.facts, release.sequence) != nullptr ||
         block_of(asked, release) != nullptr || stopped_midway(asked, opening);
}

void taken_back(const Question& asked, const Release& release, const Opening* opening,
                Reasons& reasons) {
  if (const Block* const block = block_of(asked, release))
    reasons.emplace_back(Blocked{block->said});
  if (distrusted(release)) {
    reasons.emplace_back(NotTrusted{release.standing, release.standing_reason});
  }
  if (const Halt* const halt = halt_of(asked.facts, release.sequence)) {
    reasons.emplace_back(HaltStands{halt->at, halt->why, halt->acknowledged.has_value()});
  }
  if (stopped_midway(asked, opening)) reasons.emplace_back(Stopped{*asked.facts.stopped});
}

}  // namespace policy
