#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "policy/plan.h"

/// How far a release has come with everything that its stage asks, what is met included: a plan's
/// reasons say only what is missing. It decides nothing.
namespace policy {

struct SoakAsked {
  Instant since{};
  Instant until{};
};
/// The bake in one watched group, and what its devices show.
struct GateAsked {
  GroupId group;
  Span bake{0};
  std::optional<Instant> opened{};   ///< There; nothing: it has never been.
  std::optional<Instant> settled{};  ///< The bake began; nothing: it is not open to all.
  std::optional<Instant> due{};      ///< The bake is over, or was; nothing: it has not begun.
  std::optional<Finding> finding{};  ///< Nothing: the gate asks for no evidence.
  Tally takes{};
  std::uint64_t seen = 0;  ///< Devices there, in the last seven days.
};
struct CheckAsked {
  std::string check{};
  std::optional<CheckVerdict> said{};  ///< The last; nothing: none yet.
};
struct ApprovalAsked {
  std::string role{};
  unsigned have = 0;
  unsigned need = 1;
  std::vector<std::string> people{};  ///< Whose yes counts now, each once; in which seats is open.
};
struct WindowAsked {
  std::string calendar{};
  bool open = false;
  std::optional<Instant> changes{};  ///< When that is next another.
};
struct RampAsked {
  BasisPoints reached = kNobody;
  BasisPoints next = kEverybody;
  std::vector<RampStep> steps{};
  std::optional<Instant> since{};  ///< It stands there; nothing: it has not begun.
  std::optional<Instant> until{};  ///< So long it does; nothing: it does not wait for time.
};

/// One thing that the stage asks.
struct Asked {
  enum class State {
    Met,
    Waits,
    Skipped,  ///< Not met, and people, or the freshness ceiling, let it go without.
  };
  std::variant<SoakAsked, GateAsked, CheckAsked, ApprovalAsked, WindowAsked, RampAsked> what;
  State state = State::Met;
  Mark mark{};
};
const char* word(Asked::State state);  ///< "met", "waits", "skipped"

/// Of a release that is withheld from the group: soak, gates, checks, approvals, window, ramp, as
/// far as the stage asks for them. Nothing where there are no rules, and of one that was opened
/// there once: nothing is asked of that again.
std::vector<Asked> progress(const Question& asked, const Withheld& withheld);
/// Of one that is on its way through the group: window and ramp.
std::vector<Asked> progress(const Question& asked, const Ramping& ramping);

}  // namespace policy
