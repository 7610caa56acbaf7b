#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "policy/address.h"
#include "policy/calendar.h"
#include "policy/id.h"
#include "policy/mark.h"
#include "policy/membership.h"
#include "policy/release.h"
#include "policy/share.h"
#include "policy/time.h"

/// The organisation's rules, as they were written: the policy document without its spelling. The
/// loader makes it from YAML (config/); everything here has been checked to hang together.
namespace policy {

/// Evidence from the watched groups that must hold before a group opens. Only a gate that *passes*
/// opens; see experience.h.
struct Gate {
  Span bake{0};  ///< How long a release must have been open to all of every watched group.
  std::optional<Quota> survived{};      ///< At least so many asked again after their take.
  std::optional<Quota> confirmed{};     ///< At least so many say that they run it.
  std::optional<BasisPoints> failed{};  ///< At most this share of mature takes.
  std::optional<BasisPoints> silent{};  ///< At most this share above the control.
  std::vector<std::string> by{};        ///< Attributes whose every value is judged by itself.
  std::vector<GroupId> watch{};         ///< Empty: the groups of the stage before.
  Mark mark{};
  friend bool operator==(const Gate&, const Gate&) = default;

  bool asks_evidence() const { return survived || confirmed || failed || silent; }
};

/// What whoever says yes must tell with it, a line each.
struct Asks {
  bool ticket = false;
  bool report = false;  ///< Of a test.
  bool decision = false;
  friend bool operator==(const Asks&, const Asks&) = default;
};

/// One line of `approve`: so many distinct people in this role.
struct ApprovalLine {
  std::string role{};
  unsigned people = 1;
  Mark mark{};
  Asks asks{};
  friend bool operator==(const ApprovalLine&, const ApprovalLine&) = default;
};

/// A step of a ramp: open to this share, and stay there so long before the next.
struct RampStep {
  BasisPoints to = kEverybody;
  Span hold{0};
  friend bool operator==(const RampStep&, const RampStep&) = default;
};

/// A test of the organisation's own whose yes a stage asks for, by name.
struct CheckName {
  std::string name{};
  Mark mark{};
  friend bool operator==(const CheckName&, const CheckName&) = default;
};

/// One step of a path, with the rules to enter it.
struct Stage {
  std::vector<GroupId> groups{};
  Span soak{0};
  Mark soak_mark{};
  std::optional<Gate> gate{};
  std::vector<CheckName> checks{};                ///< Every one must have said yes.
  std::vector<ApprovalLine> approve{};            ///< Every line must be met.
  std::vector<ApprovalLine> approve_high_risk{};  ///< Instead, for a release of high risk; empty:
                                                  ///< the same.
  CalendarPtr window{};          ///< Governs the opening and every widening; nothing: always open.
  Mark window_mark{};            ///< Where the stage names it.
  std::vector<RampStep> ramp{};  ///< Rising, the last to everybody; empty: to everybody at once.
  Mark ramp_mark{};
  Mark mark{};
};

/// How old a group's content may become before the rules yield, or people are told.
struct Freshness {
  enum class Then { Alarm, Advance };
  Span ceiling{0};
  Then then = Then::Alarm;
  Mark mark{};
};

/// What becomes of a gate that stays inconclusive.
struct NoEvidence {
  enum class Then {
    Hold,
    Ask,   ///< People may judge it, with the bypass quorum.
    Open,  ///< For intelligence only.
  };
  Span after{0};  ///< Since the bake was due.
  Then then = Then::Ask;
  Mark mark{};
};

/// The order in which releases of a class or feed travel through groups.
struct Path {
  std::string name{};
  std::vector<FeedId> feeds{};          ///< `for: { feed: … }`
  std::vector<ContentClass> classes{};  ///< `for: { class: … }`
  std::vector<Stage> stages{};          ///< At least one.
  std::optional<Freshness> freshness{};
  std::optional<NoEvidence> no_evidence{};
  Mark mark{};
};

/// What narrows or excludes releases for some groups, written in the policy. (The same can be said
/// by an act of a person, which is a fact and stands in the catalog.)
struct Limit {
  FeedId feed;
  std::vector<GroupId> groups{};  ///< Empty: all.
  std::optional<VersionText> pin{};
  std::optional<VersionText> floor{};
  std::optional<VersionText> allow_from{};  ///< `allow: { from: …, to: … }`, both included.
  std::optional<VersionText> allow_to{};
  std::vector<VersionText> block{};
  bool hold = false;
  std::size_t lag = 0;
  std::string why{};
  Mark mark{};
};

struct Group {
  GroupId id;
  std::vector<Network>
      addresses{};               ///< `match: [{ address: … }]`; marked unauthenticated on pages.
  std::vector<Match> devices{};  ///< `match: [{ enrolled: … }]`, for who has shown a credential.
  bool ephemeral = false;        ///< Devices come and go: silence means nothing here.
  bool sticky = false;       ///< `cohort: sticky`: the same devices go first with every release.
  Span reboot_allowance{0};  ///< The least time in which a device should return.
  Mark mark{};
  friend bool operator==(const Group&, const Group&) = default;
};

/// A feed, as far as rules care.
struct FeedRules {
  FeedId id;
  ContentClass content = ContentClass::Software;
  std::optional<Span> suspect_if_replaced_within{};  ///< Instead of the feed's own rhythm.
  Mark mark{};
};

/// Who may let a release skip rules, and for how long.
struct BypassRules {
  std::vector<ApprovalLine> normal{};     ///< Empty: nobody may.
  std::vector<ApprovalLine> high_risk{};  ///< Empty: as normal.
  Span at_most{std::chrono::hours{24}};
  Span break_glass_at_most{0};  ///< 0: there is no break-glass.
  Span review_within{std::chrono::hours{24}};
  Mark mark{};
};

struct Document {
  std::vector<FeedRules> feeds{};
  std::vector<Group>
      groups{};  ///< In order: a device is in the first that matches. `default` is last.
  std::vector<Path>
      paths{};  ///< A feed takes the first that names it, else the first for its class.
  std::vector<Limit> limits{};
  std::vector<CalendarPtr> calendars{};  ///< Each named once; stages share them.
  BypassRules bypass{};
};

/// The path that a feed's releases travel; nothing when no path is for it (then nothing opens).
const Path* path_of(const Document& document, const FeedRules& feed);

/// The group that an unidentified caller at this address is in: the first that matches.
GroupId group_at(const Document& document, const Address& address);

/// The group of a device that has shown a credential: the first that matches its record, else
/// `default`. Its address does not matter.
GroupId group_of(const std::vector<Group>& groups, const Membership& device);

}  // namespace policy
