#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "policy/facts.h"
#include "policy/place.h"
#include "policy/reason.h"

/// plan(): what a group may have now, what it may not have and why not. Pure: the same question has
/// the same answer, and the present is part of the question.
namespace policy {

/// What is the same for every group at one moment.
struct Moment {
  Instant now{};
  std::optional<std::string> clock_suspect{};  ///< Why the clock is not trusted: nothing opens.
  bool single_person = false;                  ///< Nobody could be the second pair of eyes.
  bool assume_healthy = false;  ///< For forecasts: evidence that is missing will be good.
};

/// All that a plan is computed from. Refers to what its owner keeps.
struct Question {
  const Rules* rules = nullptr;  ///< Of this group and feed; nothing: no path is for it.
  const FeedFacts& facts;
  const GroupFacts& own;
  const Moment& moment;
};

/// A release that devices of the group may have, as far as its ramp has come.
struct OpenRelease {
  Sequence release;
  BasisPoints reached = kEverybody;
  Instant since{};  ///< When it was opened.
  Salt salt{};      ///< The release's own, or the feed's for a sticky cohort; see place.h.
  /// Besides the ramp: exactly these devices, sorted (fix-forward).
  std::shared_ptr<const std::vector<Place>> only{};
  friend bool operator==(const OpenRelease&, const OpenRelease&) = default;
};

/// A release newer than what all of the group has, and everything that is in its way.
struct Withheld {
  Sequence release;
  std::vector<Reason> reasons{};
  friend bool operator==(const Withheld&, const Withheld&) = default;
};

/// A release that is open, but not to everybody yet.
struct Ramping {
  Sequence release;
  BasisPoints reached{};
  BasisPoints next = kEverybody;
  std::vector<Reason> reasons{};  ///< Why it does not widen now.
  friend bool operator==(const Ramping&, const Ramping&) = default;
};

/// What is to be recorded next.
struct ToOpen {
  Sequence release;
  Opening::How how = Opening::How::Rules;
  BasisPoints to = kEverybody;
  std::string because{};  ///< What was skipped and why, if anything: for the audit.
  friend bool operator==(const ToOpen&, const ToOpen&) = default;
};
struct ToWiden {
  Sequence release;
  BasisPoints to = kEverybody;
  friend bool operator==(const ToWiden&, const ToWiden&) = default;
};

/// How old the content of a group has become: since the first sight of the oldest newer release
/// that is withheld from it by rules or people.
struct Staleness {
  Sequence oldest;
  Instant since{};
  std::optional<Span> ceiling{};
  bool alarm = false;    ///< At four fifths of the ceiling, or beyond.
  bool reached = false;  ///< At the ceiling, or beyond.
  friend bool operator==(const Staleness&, const Staleness&) = default;
};

/// A release whose signed metadata will have expired before its rules can let it go.
struct WillExpire {
  Sequence release;
  Instant at{};
  friend bool operator==(const WillExpire&, const WillExpire&) = default;
};

struct Plan {
  std::vector<OpenRelease> open{};    ///< Newest first. The last is the base release, if any is
                                      ///< open to all.
  std::vector<Withheld> withheld{};   ///< Newest first, none without a reason.
  std::vector<Ramping> ramping{};     ///< Newest first.
  std::vector<Sequence> withdrawn{};  ///< Were opened once, and are taken back.
  std::optional<ToOpen> to_open{};    ///< Record this and plan again.
  std::optional<ToWiden> to_widen{};  ///< Record this and plan again.
  std::optional<Staleness> stale{};
  std::vector<WillExpire> will_expire{};
  std::optional<Instant> next_look{};  ///< When time alone may change this plan.
  friend bool operator==(const Plan&, const Plan&) = default;
};

/// How much of the answer is wanted.
enum class Depth {
  Decide,   ///< What is open, what happens next and when to ask again: `withheld`, `ramping` and
            ///< `will_expire` stay empty.
  Explain,  ///< Every reason of every release.
};

Plan plan(const Question& asked, Depth depth = Depth::Explain);

/// The release for one device: the newest whose ramp has reached its place or that is for it alone,
/// else the base release. Nothing when the group has none. Takes a Plan's `open`, newest first.
std::optional<Sequence> choose(const std::vector<OpenRelease>& open, Place place);

}  // namespace policy
