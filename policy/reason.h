#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/rules.h"

/// Why a release is not offered to a group: data first, a sentence second. The log, the API, the
/// command line and the page all show sentence().
namespace policy {

// What excludes: nothing but a person's own act takes these away.
struct Blocked {
  Said said{};
};
struct NotTrusted {
  Standing standing = Standing::Quarantined;
  std::string why{};
};
struct Held {
  Said said{};
};
struct ClockSuspect {
  std::string why{};
};

// What narrows the choice.
struct PinnedElsewhere {
  VersionText pin;
  Said said{};
};
struct BelowFloor {
  VersionText floor;
  Said said{};
};
struct Lagging {
  std::size_t behind = 0;
  Said said{};
};

// What the stage asks, and has not got yet.
struct Soaking {
  Instant until{};
  Span soak{0};
  Mark mark{};
};
/// The gate is inconclusive: the bake in `group` has not lasted long enough yet.
struct Baking {
  GroupId group;
  Instant until{};
  Span bake{0};
  Mark mark{};
};
/// The gate is inconclusive: nothing is baking in `group`.
struct NotBaking {
  enum class Why {
    NotYet,      ///< It is not open there yet.
    Skipped,     ///< Something newer is; a release that an earlier stage skipped goes no further.
    EndedEarly,  ///< It was open there, but for less than the bake: a group that merely ended has
                 ///< not passed.
  };
  GroupId group;
  Why why = Why::NotYet;
  Mark mark{};
};
struct Unapproved {
  std::string role{};
  unsigned have = 0;
  unsigned need = 1;
  Mark mark{};
};
/// An older release is baking here for the next stage; a newer one would end its bake.
struct TrainWaits {
  VersionText baking;
  Instant until{};
  Mark mark{};
};
struct NoPath {};

using Reason = std::variant<Blocked, NotTrusted, Held, ClockSuspect, PinnedElsewhere, BelowFloor,
                            Lagging, Soaking, Baking, NotBaking, Unapproved, TrainWaits, NoPath>;

/// "soaking until 2026-03-04 06:00 UTC": lower case, no full stop, no name of the release or group.
std::string sentence(const Reason& reason);
/// "soak", "gate", "approval", "pin" …: the rule's word, for machines.
const char* rule(const Reason& reason);
/// When it is worth asking again; nothing when only a person or a new fact changes it.
std::optional<Instant> next_look(const Reason& reason);
/// Where in the policy's text it stands; line 0 when no line says it.
Mark mark(const Reason& reason);

/// All sentences in one: "soaking until …; nobody has approved it yet".
std::string sentences(const std::vector<Reason>& reasons);

}  // namespace policy
