#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/experience.h"
#include "policy/rules.h"

/// Why a release is not offered to a group: data first, a sentence second. The log, the API, the
/// command line and the page all show sentence().
namespace policy {

// What excludes: nothing but a person's own act takes these away.
struct Blocked {
  Said said{};
  friend bool operator==(const Blocked&, const Blocked&) = default;
};
struct NotTrusted {
  Standing standing = Standing::Quarantined;
  std::string why{};
  friend bool operator==(const NotTrusted&, const NotTrusted&) = default;
};
struct Held {
  Said said{};
  friend bool operator==(const Held&, const Held&) = default;
};
struct ClockSuspect {
  std::string why{};
  friend bool operator==(const ClockSuspect&, const ClockSuspect&) = default;
};

/// Stop-everything is in force.
struct Stopped {
  Said said{};
  friend bool operator==(const Stopped&, const Stopped&) = default;
};
/// The relay halted it by itself, and nobody has let it go on.
struct HaltStands {
  Instant at{};
  std::string why{};
  bool acknowledged = false;  ///< By a person, who blocked it.
  friend bool operator==(const HaltStands&, const HaltStands&) = default;
};
/// An earlier release was halted, and nobody has said which one is free of its fault.
struct InheritsHalt {
  VersionText halted;
  Instant at{};
  friend bool operator==(const InheritsHalt&, const InheritsHalt&) = default;
};
struct PausedHere {
  Said said{};
  friend bool operator==(const PausedHere&, const PausedHere&) = default;
};
/// Its signed metadata is no longer accepted by clients.
struct MetadataExpired {
  Instant at{};
  friend bool operator==(const MetadataExpired&, const MetadataExpired&) = default;
};
/// Break-glass let it in somewhere, and nobody has reviewed that in time.
struct Unreviewed {
  Said said{};
  Instant due{};
  friend bool operator==(const Unreviewed&, const Unreviewed&) = default;
};

// What narrows the choice.
struct PinnedElsewhere {
  VersionText pin;
  Said said{};
  friend bool operator==(const PinnedElsewhere&, const PinnedElsewhere&) = default;
};
struct BelowFloor {
  VersionText floor;
  Said said{};
  friend bool operator==(const BelowFloor&, const BelowFloor&) = default;
};
struct Lagging {
  std::size_t behind = 0;
  Said said{};
  friend bool operator==(const Lagging&, const Lagging&) = default;
};
struct NotAllowed {
  Allowed range{};
  friend bool operator==(const NotAllowed&, const NotAllowed&) = default;
};
/// Something newer has been let in before it, so it goes no further.
struct Passed {
  VersionText by;
  friend bool operator==(const Passed&, const Passed&) = default;
};

// What the stage asks, and has not got yet.
struct Soaking {
  Instant until{};
  Span soak{0};
  Mark mark{};
  friend bool operator==(const Soaking&, const Soaking&) = default;
};
/// The gate is inconclusive: the bake in `group` has not lasted long enough yet.
struct Baking {
  GroupId group;
  Instant until{};
  Span bake{0};
  Mark mark{};
  friend bool operator==(const Baking&, const Baking&) = default;
};
/// The gate is inconclusive: nothing is baking in `group`.
struct NotBaking {
  enum class Why {
    NotYet,      ///< It is not open there yet.
    Ramping,     ///< It is open there, but not to everybody yet.
    Skipped,     ///< Something newer is; a release that an earlier stage skipped goes no further.
    EndedEarly,  ///< It was open there, but for less than the bake: a group that merely ended has
                 ///< not passed.
  };
  GroupId group;
  Why why = Why::NotYet;
  Mark mark{};
  friend bool operator==(const NotBaking&, const NotBaking&) = default;
};
/// The bake is over and the gate is not decided, or decided against it.
struct NotPassed {
  GroupId group;
  Finding finding{};
  NoEvidence::Then then = NoEvidence::Then::Hold;
  std::optional<Instant> until{};  ///< When time alone may decide it.
  Mark mark{};
  friend bool operator==(const NotPassed&, const NotPassed&) = default;
};
struct Unchecked {
  std::string check{};
  std::optional<Said> no{};  ///< It said no; nothing: it has not said anything.
  Mark mark{};
  friend bool operator==(const Unchecked&, const Unchecked&) = default;
};
struct WindowClosed {
  std::string calendar{};
  std::string why{};
  std::optional<Instant> until{};
  Mark mark{};
  friend bool operator==(const WindowClosed&, const WindowClosed&) = default;
};
struct RampHolds {
  BasisPoints at{};
  Instant until{};
  Mark mark{};
  friend bool operator==(const RampHolds&, const RampHolds&) = default;
};
struct Unapproved {
  std::string role{};
  unsigned have = 0;
  unsigned need = 1;
  std::string high_risk{};  ///< Why the stricter lines are asked; empty when they are not.
  Mark mark{};
  friend bool operator==(const Unapproved&, const Unapproved&) = default;
};
/// An older release is baking here for the next stage; a newer one would end its bake.
struct TrainWaits {
  VersionText baking;
  std::optional<Instant> until{};  ///< Nothing while it ramps.
  Mark mark{};
  friend bool operator==(const TrainWaits&, const TrainWaits&) = default;
};
struct NoPath {
  friend bool operator==(const NoPath&, const NoPath&) = default;
};

using Reason =
    std::variant<Blocked, NotTrusted, HaltStands, Stopped, Held, PausedHere, ClockSuspect,
                 InheritsHalt, MetadataExpired, Unreviewed, PinnedElsewhere, BelowFloor, Lagging,
                 NotAllowed, Passed, Soaking, Baking, NotBaking, NotPassed, TrainWaits, Unchecked,
                 Unapproved, WindowClosed, RampHolds, NoPath>;

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
