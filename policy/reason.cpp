#include "policy/reason.h"

#include "policy/each.h"
#include "policy/require.h"

namespace policy {
namespace {

std::string because(const Said& said) {
  return " by " + said.by + (said.why.empty() ? "" : ": " + said.why);
}

std::string with(const std::string& why) {
  return why.empty() ? "" : ": " + why;
}

std::string quoted(const GroupId& group) {
  return "'" + group.text() + "'";
}

std::string explain(const NotTrusted& reason) {
  switch (reason.standing) {
    case Standing::Good:
      break;
    case Standing::Suspect:
      return "suspect" + with(reason.why);
    case Standing::Quarantined:
      return "quarantined" + with(reason.why);
    case Standing::Recalled:
      return "recalled by the vendor" + with(reason.why);
  }
  require(false, "a good release is trusted");
  return {};
}

std::string explain(const NotBaking& reason) {
  const std::string group = "gate: " + quoted(reason.group);
  switch (reason.why) {
    case NotBaking::Why::NotYet:
      return group + " does not have it yet";
    case NotBaking::Why::Ramping:
      return group + " has it, but not all of it yet";
    case NotBaking::Why::Skipped:
      return group + " skipped it, so it goes no further";
    case NotBaking::Why::EndedEarly:
      return group + " had it for less than the bake";
  }
  require(false, "every reason not to bake has its sentence");
  return {};
}

std::string explain(const Unapproved& reason) {
  const std::string role = " (" + reason.role +
                           (reason.high_risk.empty() ? "" : ", high risk: " + reason.high_risk) +
                           ")";
  if (reason.have == 0 && reason.need == 1) return "nobody has approved it yet" + role;
  return "approved by " + std::to_string(reason.have) + " of " + std::to_string(reason.need) +
         " people" + role;
}

std::string explain(const NotPassed& reason) {
  const std::string found = "gate: " + quoted(reason.group) + ": " + reason.finding.sentence;
  if (reason.finding.verdict == Finding::Verdict::Fail) return found + "; it failed";
  if (reason.then == NoEvidence::Then::Ask)
    return found + "; people may judge it (bypass the gate)";
  return found;
}

std::string explain(const HaltStands& reason) {
  const std::string halted = "halted since " + show(reason.at) + with(reason.why);
  return halted + (reason.acknowledged ? "; blocked by who acknowledged it" : "");
}

std::string explain(const WindowClosed& reason) {
  const std::string closed = "'" + reason.calendar + "' is closed" + with(reason.why);
  return closed + (reason.until ? ", until " + show(*reason.until) : "");
}

std::string explain(const Unchecked& reason) {
  const std::string check = "check '" + reason.check + "' ";
  return reason.no ? check + "said no" + because(*reason.no) : check + "has not said yes yet";
}

std::string explain(const NotAllowed& reason) {
  const auto end = [](const std::optional<VersionText>& version) {
    return version ? version->text() : std::string{"any"};
  };
  return "not known to be in the allowed range " + end(reason.range.from) + " to " +
         end(reason.range.to) + because(reason.range.said);
}

std::string explain(const TrainWaits& reason) {
  const std::string waits = "waits for " + reason.baking.text();
  if (!reason.until) return waits + ", which is on its way through this group";
  return waits + ", which is baking here until " + show(*reason.until);
}

}  // namespace

std::string sentence(const Reason& reason) {
  return std::visit(
      Each{
          [](const Blocked& r) { return "blocked" + because(r.said); },
          [](const Stopped& r) { return "everything is stopped" + because(r.said); },
          [](const Held& r) { return "held" + because(r.said); },
          [](const PausedHere& r) { return "paused" + because(r.said); },
          [](const ClockSuspect& r) {
            return "the clock is not trusted (" + r.why + "), so nothing new opens";
          },
          [](const InheritsHalt& r) {
            return r.halted.text() + " was halted at " + show(r.at) +
                   ", and nobody has named the release that is the fix";
          },
          [](const MetadataExpired& r) { return "its signed metadata expired at " + show(r.at); },
          [](const Unreviewed& r) {
            return "break-glass was not reviewed by " + show(r.due) + because(r.said);
          },
          [](const PinnedElsewhere& r) { return "pinned to " + r.pin.text() + because(r.said); },
          [](const BelowFloor& r) {
            return "not known to be as new as the floor " + r.floor.text() + because(r.said);
          },
          [](const Lagging& r) {
            return "kept " + std::to_string(r.behind) + " behind the newest" + because(r.said);
          },
          [](const Passed& r) { return "superseded by " + r.by.text(); },
          [](const Soaking& r) { return "soaking until " + show(r.until); },
          [](const Baking& r) {
            return "gate: baking in " + quoted(r.group) + " until " + show(r.until);
          },
          [](const RampHolds& r) {
            return "the ramp stays at " + show(r.at) + " until " + show(r.until);
          },
          [](const NoPath&) { return std::string{"no path of the policy is for this feed"}; },
          [](const auto& r) { return explain(r); },
      },
      reason);
}

const char* rule(const Reason& reason) {
  return std::visit(Each{
                        [](const Blocked&) { return "block"; },
                        [](const NotTrusted& r) { return word(r.standing); },
                        [](const HaltStands&) { return "halt"; },
                        [](const Stopped&) { return "stop"; },
                        [](const Held&) { return "hold"; },
                        [](const PausedHere&) { return "pause"; },
                        [](const ClockSuspect&) { return "clock"; },
                        [](const InheritsHalt&) { return "halt"; },
                        [](const MetadataExpired&) { return "expiry"; },
                        [](const Unreviewed&) { return "review"; },
                        [](const PinnedElsewhere&) { return "pin"; },
                        [](const BelowFloor&) { return "floor"; },
                        [](const Lagging&) { return "lag"; },
                        [](const NotAllowed&) { return "allow"; },
                        [](const Passed&) { return "train"; },
                        [](const Soaking&) { return "soak"; },
                        [](const Baking&) { return "gate"; },
                        [](const NotBaking&) { return "gate"; },
                        [](const NotPassed&) { return "gate"; },
                        [](const TrainWaits&) { return "train"; },
                        [](const Unchecked&) { return "check"; },
                        [](const Unapproved&) { return "approval"; },
                        [](const WindowClosed&) { return "window"; },
                        [](const RampHolds&) { return "ramp"; },
                        [](const NoPath&) { return "path"; },
                    },
                    reason);
}

std::optional<Instant> next_look(const Reason& reason) {
  return std::visit(
      [](const auto& r) -> std::optional<Instant> {
        if constexpr (requires { r.until; }) return r.until;
        return std::nullopt;
      },
      reason);
}

Mark mark(const Reason& reason) {
  return std::visit(
      [](const auto& r) {
        if constexpr (requires { r.mark; }) return r.mark;
        if constexpr (requires { r.said; }) return r.said.mark;
        if constexpr (requires { r.range; }) return r.range.said.mark;
        return Mark{};
      },
      reason);
}

std::string sentences(const std::vector<Reason>& reasons) {
  std::string text;
  for (const Reason& reason : reasons) {
    if (!text.empty()) text += "; ";
    text += sentence(reason);
  }
  return text;
}

}  // namespace policy
