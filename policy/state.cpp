#include "policy/state.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "policy/conditions.h"
#include "policy/require.h"

namespace policy {
namespace {

constexpr std::array kStates{
    std::pair{State::Waiting, "waiting"},       std::pair{State::Open, "open"},
    std::pair{State::Settled, "settled"},       std::pair{State::Paused, "paused"},
    std::pair{State::Halted, "halted"},         std::pair{State::Blocked, "blocked"},
    std::pair{State::Superseded, "superseded"}, std::pair{State::RolledBack, "rolled-back"},
    std::pair{State::Expired, "expired"}};

bool is_halted(const FeedFacts& facts, Sequence release) {
  return std::ranges::any_of(
      facts.halts, [&](const Halt& halt) { return halt.release == release && !halt.acknowledged; });
}

bool is_paused(const GroupFacts& own, Sequence release) {
  return std::ranges::any_of(
      own.pauses, [&](const Pause& pause) { return pause.release == release && !pause.lifted; });
}

/// Of a release that was opened, and that nothing takes back.
State state_of(const Situation& at, const Opening& opening) {
  const bool ramps = std::ranges::find(at.ramping, &opening) != at.ramping.end();
  if (!ramps && &opening != at.base) {
    const bool older = at.base != nullptr && opening.release < at.base->release;
    return older ? State::Superseded : State::RolledBack;
  }
  if (is_paused(at.asked.own, opening.release)) return State::Paused;
  return ramps ? State::Open : State::Settled;
}

bool is_superseded(const Situation& at, const Release& release) {
  if (at.pin != nullptr && at.pin->version == release.version) return false;
  const Opening* const newest = at.newest();
  return newest != nullptr && newest->release > release.sequence;
}

State state_of(const Situation& at, const Release& release, const Opening* opening) {
  if (is_halted(at.asked.facts, release.sequence)) return State::Halted;
  if (is_taken_back(at.asked, release, nullptr)) return State::Blocked;
  if (is_taken_back(at.asked, release, opening)) return State::Paused;  // Everything is stopped.
  if (opening != nullptr) return state_of(at, *opening);
  if (is_superseded(at, release)) return State::Superseded;
  if (is_paused(at.asked.own, release.sequence)) return State::Paused;
  const bool expired = release.expires_at && at.asked.moment.now >= *release.expires_at;
  return expired ? State::Expired : State::Waiting;
}

Rollout rollout(const Situation& at, Sequence number) {
  const Opening* const opening = at.asked.own.opening_of(number);
  Rollout made{.release = number};
  made.state = state_of(at, at.asked.facts.release(number), opening);
  if (opening == nullptr) return made;
  made.reached = opening->reached();
  made.opened = opening->at();
  made.settled = opening->settled();
  return made;
}

}  // namespace

const char* word(State state) {
  for (const auto& [value, name] : kStates) {
    if (value == state) return name;
  }
  require(false, "every enumerator has its word");
  return "";
}

std::vector<Rollout> rollouts(const Question& asked, const Plan& plan, std::size_t most) {
  std::set<Sequence> named;
  for (const Opening& opening : asked.own.openings) named.insert(opening.release);
  for (const Withheld& withheld : plan.withheld) named.insert(withheld.release);
  const Situation at = situation(asked);
  std::vector<Rollout> made;
  for (auto number = named.rbegin(); number != named.rend() && made.size() < most; ++number) {
    made.push_back(rollout(at, *number));
  }
  return made;
}

}  // namespace policy
