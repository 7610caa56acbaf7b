#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/facts.h"
#include "policy/place.h"
#include "policy/reason.h"

/// plan(): what a group may have now, what it may not have and why not. Pure: the same question has
/// the same answer, and the present is part of the question.
namespace policy {

/// All that a plan is computed from.
struct Question {
  std::optional<Rules>
      rules;       ///< Of this group and feed, people's acts included; nothing: no path.
  Digest stage{};  ///< Of canonical(rules), for approvals.
  std::vector<Release> releases{};  ///< Of the feed, in order of sequence.
  Facts facts{};
  std::optional<std::string>
      clock_suspect{};  ///< Why the clock is not trusted: then nothing new opens.
  Instant now{};
};

/// A release that devices of the group may have, as far as its ramp has come.
struct OpenRelease {
  Sequence release;
  BasisPoints reached = kEverybody;
  Instant since{};  ///< When it was opened.
  Salt salt{};      ///< The release's own, see place.h.
  friend bool operator==(const OpenRelease&, const OpenRelease&) = default;
};

/// A release newer than what all of the group has, and everything that is in its way.
struct Withheld {
  Sequence release;
  std::vector<Reason> reasons{};
};

struct Plan {
  std::vector<OpenRelease> open{};     ///< Newest first. The last is the base release, open to all.
  std::vector<Withheld> withheld{};    ///< Newest first, none without a reason.
  std::vector<Sequence> withdrawn{};   ///< Were opened once, and are taken back.
  std::optional<Sequence> to_open{};   ///< Every rule is met: record the opening and plan again.
  std::optional<Instant> next_look{};  ///< When time alone may change this plan.
};

Plan plan(const Question& asked);

/// The release for one device: the newest whose ramp has reached its place, else the base release.
/// Nothing when the group has none. Takes a Plan's `open`, newest first.
std::optional<Sequence> choose(const std::vector<OpenRelease>& open, Place place);

}  // namespace policy
