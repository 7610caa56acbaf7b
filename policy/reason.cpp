#include "policy/reason.h"

#include "policy/require.h"

namespace policy {
namespace {

template <class... Cases>
struct Each : Cases... {
  using Cases::operator()...;
};
template <class... Cases>
Each(Cases...) -> Each<Cases...>;

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
    case NotBaking::Why::Skipped:
      return group + " skipped it, so it goes no further";
    case NotBaking::Why::EndedEarly:
      return group + " had it for less than the bake";
  }
  require(false, "every reason not to bake has its sentence");
  return {};
}

std::string explain(const Unapproved& reason) {
  const std::string role = " (" + reason.role + ")";
  if (reason.have == 0 && reason.need == 1) return "nobody has approved it yet" + role;
  return "approved by " + std::to_string(reason.have) + " of " + std::to_string(reason.need) +
         " people" + role;
}

}  // namespace

std::string sentence(const Reason& reason) {
  return std::visit(
      Each{
          [](const Blocked& r) { return "blocked" + because(r.said); },
          [](const NotTrusted& r) { return explain(r); },
          [](const Held& r) { return "held" + because(r.said); },
          [](const ClockSuspect& r) {
            return "the clock is not trusted (" + r.why + "), so nothing new opens";
          },
          [](const PinnedElsewhere& r) { return "pinned to " + r.pin.text() + because(r.said); },
          [](const BelowFloor& r) {
            return "not known to be as new as the floor " + r.floor.text() + because(r.said);
          },
          [](const Lagging& r) {
            return "kept " + std::to_string(r.behind) + " behind the newest" + because(r.said);
          },
          [](const Soaking& r) { return "soaking until " + show(r.until); },
          [](const Baking& r) {
            return "gate: baking in " + quoted(r.group) + " until " + show(r.until);
          },
          [](const NotBaking& r) { return explain(r); },
          [](const Unapproved& r) { return explain(r); },
          [](const TrainWaits& r) {
            return "waits for " + r.baking.text() + ", which is baking here until " + show(r.until);
          },
          [](const NoPath&) { return std::string{"no path of the policy is for this feed"}; },
      },
      reason);
}

const char* rule(const Reason& reason) {
  return std::visit(Each{
                        [](const Blocked&) { return "block"; },
                        [](const NotTrusted& r) { return word(r.standing); },
                        [](const Held&) { return "hold"; },
                        [](const ClockSuspect&) { return "clock"; },
                        [](const PinnedElsewhere&) { return "pin"; },
                        [](const BelowFloor&) { return "floor"; },
                        [](const Lagging&) { return "lag"; },
                        [](const Soaking&) { return "soak"; },
                        [](const Baking&) { return "gate"; },
                        [](const NotBaking&) { return "gate"; },
                        [](const Unapproved&) { return "approval"; },
                        [](const TrainWaits&) { return "train"; },
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
