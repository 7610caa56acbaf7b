#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "policy/document.h"
#include "policy/interval.h"

/// What is known of how devices fared with a release, and what it proves. Pure arithmetic over
/// counts: who counts, and how takes and returns are recorded, is the relay's.
namespace policy {

/// Takes of one release in one group. A take is *mature* when its device's time to return is over,
/// or where its failure is known. The relay's ledger counts who survived at once, yet mature later.
struct Tally {
  std::uint64_t taken = 0;
  std::uint64_t mature = 0;     ///< Those that survived and are mature + silent + failed.
  std::uint64_t survived = 0;   ///< The device asked again.
  std::uint64_t confirmed = 0;  ///< Of those that survived: it says that it runs the release.
  std::uint64_t failed = 0;     ///< The device, or monitoring, says that it went wrong.
  std::uint64_t silent = 0;     ///< No later request in time.
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// Requests in the same time by devices that were not given the release: what is usual at such an
/// hour. Each hour must weigh as much as takes were made in it, and only requests whose time to
/// return is over may count, or healthy releases are halted every evening: make it with matched()
/// (control.h).
struct Control {
  enum class Of {
    Nothing,      ///< There is nothing to compare with.
    SameGroup,    ///< Outside the ramp.
    OtherGroups,  ///< Of the same feed.
    History,      ///< The group's own, at such hours.
  };
  Of of = Of::Nothing;
  std::uint64_t mature = 0;
  std::uint64_t silent = 0;
  friend bool operator==(const Control&, const Control&) = default;
};

/// All that is known of one release in one group at one moment.
struct Experience {
  Tally all{};
  Control control{};
  /// Devices that fell silent on earlier releases of the feed and have not returned: they stay in
  /// the counts (the dead do not vote twice), as takes that are silent.
  std::uint64_t dead = 0;
  /// `by:` attribute → its value → the takes of devices with it.
  std::map<std::string, std::map<std::string, Tally>> by{};
  /// How often it was looked at before, for the price of looking again and again.
  std::uint64_t looks = 0;
  std::optional<Instant> next_mature{};  ///< When time alone makes the next take mature.
  friend bool operator==(const Experience&, const Experience&) = default;
};

/// What a gate says to the evidence of one watched group, the bake apart.
struct Finding {
  enum class Verdict { Pass, Fail, Inconclusive };
  Verdict verdict = Verdict::Inconclusive;
  /// "3 of 5 have survived", "failures 4 of 200 (limit 1%)": what a person reads; of a pass too.
  std::string sentence{};
  friend bool operator==(const Finding&, const Finding&) = default;
};

/// Whether evidence lets a release go on: *pass* when the quotas are there and plain shares are at
/// or under the limits, overall and for each value of `by` with at least kEnoughTakes mature takes;
/// *fail* when a 95 % lower bound is over a limit; else *inconclusive*. A group that nobody was
/// seen in is inconclusive, and so is a limit before any take is mature. `ephemeral`: silence means
/// nothing in this group.
///
/// The dead are silent takes, of silence alone: they never took this release, so they neither
/// dilute its failures nor make up for takes that it does not have.
///
/// A control of fewer than kEnoughTakes requests is none. Without a control silence is held against
/// 0: at or under the limit it passes; over it nothing is certain (it may be an outage, or five in
/// the evening), so it is inconclusive, neither a pass nor a fail. Where most of the control is
/// silent as well it was an outage, which shows nothing: inconclusive.
Finding judge(const Gate& gate, const Experience& experience, std::uint64_t seen, bool ephemeral);
constexpr std::uint64_t kEnoughTakes = 10;

/// Whether a release must be stopped now, while its bake goes on: with certainty that is corrected
/// for looking again and again, and for the number of limits looked at, its failures, or its
/// silence above the control, are over the limits of `gate`, overall or for a value of `by` with at
/// least kEnoughTakes mature takes. The sentence of the halt; nothing while that is not proven.
///
/// The dead are left out: they hinder a pass, but what earlier releases did proves nothing of this
/// one. Otherwise the fix would be halted in the first stage by those it came to help.
std::optional<std::string> harm(const Gate& gate, const Experience& experience, bool ephemeral);

}  // namespace policy
