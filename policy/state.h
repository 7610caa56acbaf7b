#pragma once

#include <vector>

#include "policy/plan.h"

namespace policy {

/// A rollout is one release in one group; its state is computed from the facts, never stored.
enum class State {
  Waiting,
  Open,
  Settled,
  Paused,      ///< By a person, who may have stopped everything.
  Halted,      ///< By the relay, until acknowledged.
  Blocked,     ///< Blocked, also by who acknowledged a halt; quarantined, recalled.
  Superseded,  ///< Something newer is open to all, or took its place.
  RolledBack,  ///< Was open, and a pin holds the group at another one.
  Expired,     ///< Its signed metadata did, before it was let through.
};
const char* word(State state);  ///< "waiting", "open", …, "rolled-back", "expired"

struct Rollout {
  Sequence release;
  State state = State::Waiting;
  BasisPoints reached{};  ///< kNobody when it was never open.
  std::optional<Instant> opened{};
  std::optional<Instant> settled{};
  friend bool operator==(const Rollout&, const Rollout&) = default;
};

/// Every release that was ever opened to the group, or waits for it; newest first, at most `most`.
std::vector<Rollout> rollouts(const Question& asked, const Plan& plan, std::size_t most);

}  // namespace policy
