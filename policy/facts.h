#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "policy/digest.h"
#include "policy/experience.h"
#include "policy/place.h"
#include "policy/release.h"
#include "policy/rules.h"
#include "policy/skips.h"

/// What happened, as recorded: never computed, never forgotten by the policy.
namespace policy {

/// How far a release had come in a group, and since when.
struct Step {
  BasisPoints to = kEverybody;
  Instant at{};
  friend bool operator==(const Step&, const Step&) = default;
};

/// A release was let through to a group. An event, not a condition: later revisions do not undo it.
struct Opening {
  enum class How {
    Adopted,   ///< "What we run today": an explicit act.
    Rules,     ///< Every rule of the stage was met.
    Bypass,    ///< Rules were skipped, by people.
    Advanced,  ///< The freshness ceiling was reached, and the path says: advance.
  };
  Sequence release;
  How how = How::Rules;
  std::vector<Step> steps{};  ///< The opening, then each widening of the ramp: never empty, rising.

  Instant at() const { return steps.front().at; }
  BasisPoints reached() const { return steps.back().to; }
  /// When it was open to everybody; nothing while it ramps.
  std::optional<Instant> settled() const {
    if (reached() < kEverybody) return std::nullopt;
    return steps.back().at;
  }
  friend bool operator==(const Opening&, const Opening&) = default;
};

/// A person's yes, bound to what the person saw.
struct Approval {
  Sequence release;
  Digest tree;   ///< Of the release.
  Digest stage;  ///< Rules::digest at that time.
  std::string person{};
  std::string role{};
  Instant at{};
  std::optional<Instant> until{};  ///< From then on it does not count; nothing: it does not end.

  /// Whether it says yes, now, to exactly this release under exactly these rules.
  bool counts(const Release& to, const Digest& rules, Instant now) const;
};

/// A person stopped one release in one group; the ramp stands still.
struct Pause {
  Sequence release;
  Said said{};  ///< Since said.at.
  std::optional<Instant> lifted{};
};

/// The relay stopped a release by itself. Sticky until a person acknowledges it.
struct Halt {
  struct Acknowledged {
    enum class How { Resume, Block };
    How how = How::Block;
    Said said{};
    std::optional<Sequence> fixed_by{};  ///< The release that does not have the fault.
  };
  Sequence release;
  std::optional<GroupId> group{};  ///< Where it was seen.
  Instant at{};
  std::string why{};  ///< The evidence, as a sentence.
  std::optional<Acknowledged> acknowledged{};

  /// Whether the release is taken back by it.
  bool holds() const { return !acknowledged || acknowledged->how == Acknowledged::How::Block; }
};

/// What a test of the organisation's own said about exactly these bytes. The last one counts.
struct CheckVerdict {
  Digest tree;
  std::string check{};
  bool yes = false;
  Said said{};
};

/// What a person says of a release's risk; the last one for it counts.
struct RiskSaid {
  Sequence release;
  std::optional<GroupId> group{};  ///< Nothing: everywhere.
  bool high = true;
  Said said{};
};

/// People's leave for one release to skip rules. See skips.h.
struct Bypass {
  struct Grant {
    std::string person{};
    std::string role{};
  };
  std::int64_t number = 0;
  Sequence release;
  std::vector<GroupId> groups{};  ///< Empty: all.
  Skips skips{};
  Instant until{};  ///< It opens nothing from then on; what it opened stays open.
  Said said{};      ///< Who asked for it, why, since when.
  std::vector<Grant> grants{};
  std::optional<Instant> granted{};  ///< When enough of them had said yes.
  bool break_glass = false;          ///< One person, who is told on; must be reviewed.
  std::optional<Instant> reviewed{};
  /// Fix-forward: offered to exactly these devices, sorted; nothing: it is about whole groups.
  std::shared_ptr<const std::vector<Place>> only{};
};

/// What happened in one group, of one feed.
struct GroupFacts {
  std::vector<Opening> openings{};    ///< In order of release.
  std::vector<Approval> approvals{};  ///< Not consumed yet.
  std::vector<Pause> pauses{};
  Limits said{};                                ///< People's acts about this group.
  std::map<Sequence, Experience> experience{};  ///< Of this group's devices with each release.
  std::uint64_t seen = 0;                       ///< Devices seen in the last seven days.

  const Opening* opening_of(Sequence release) const;
};

/// What happened to one feed, in all groups.
struct FeedFacts {
  Salt sticky{};                    ///< For groups whose cohort is sticky; see place.h.
  std::vector<Release> releases{};  ///< Number n stands at n - 1.
  /// In no order; hashed, for a gate looks at each group that it watches, for each that waits.
  std::unordered_map<GroupId, GroupFacts> groups{};
  Limits said{};  ///< People's acts about every group.
  std::vector<Halt> halts{};
  std::vector<CheckVerdict> checks{};
  std::vector<RiskSaid> risks{};
  std::vector<Bypass> bypasses{};
  std::optional<Said> stopped{};  ///< Stop-everything is in force.

  /// A group that nothing happened in has empty facts.
  const GroupFacts& of(const GroupId& group) const;
  const Release& release(Sequence number) const;
};

}  // namespace policy
