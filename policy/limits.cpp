#include <algorithm>

#include "policy/conditions.h"

namespace policy {
namespace {

/// The place of a version in its feed; nothing when the feed never had it.
std::optional<Sequence> place_of(const std::vector<Release>& releases, const VersionText& version) {
  const auto found = std::ranges::find(releases, version, &Release::version);
  return found == releases.end() ? std::nullopt : std::optional{found->sequence};
}

/// The newest release that a lag leaves: so many behind the newest, withdrawn ones counted. Nothing
/// when the feed is younger than that.
std::optional<Sequence> newest_left(const std::vector<Release>& releases, std::size_t behind) {
  if (releases.size() <= behind) return std::nullopt;
  return releases[releases.size() - 1 - behind].sequence;
}

}  // namespace

std::vector<Reason> withdrawn(const Question& asked, const Release& release) {
  std::vector<Reason> reasons;
  if (asked.rules) {
    for (const Block& block : asked.rules->limits.blocks) {
      if (block.version == release.version) reasons.emplace_back(Blocked{block.said});
    }
  }
  if (release.standing == Standing::Quarantined || release.standing == Standing::Recalled) {
    reasons.emplace_back(NotTrusted{release.standing, release.standing_reason});
  }
  return reasons;
}

std::vector<Reason> excluded(const Candidate& candidate) {
  std::vector<Reason> reasons;
  if (candidate.release.standing == Standing::Suspect) {
    reasons.emplace_back(NotTrusted{Standing::Suspect, candidate.release.standing_reason});
  }
  for (const Hold& hold : candidate.rules.limits.holds) reasons.emplace_back(Held{hold.said});
  if (const auto& why = candidate.asked.clock_suspect) reasons.emplace_back(ClockSuspect{*why});
  return reasons;
}

std::vector<Reason> narrowed(const Candidate& candidate) {
  std::vector<Reason> reasons;
  const auto& [asked, rules, release, running] = candidate;
  if (!rules.limits.pins.empty()) {
    const Pin& pin = rules.limits.pins.back();
    if (pin.version != release.version)
      reasons.emplace_back(PinnedElsewhere{pin.version, pin.said});
  }
  for (const Floor& floor : rules.limits.floors) {
    const auto lowest = place_of(asked.releases, floor.version);
    // A floor that the feed does not know is under no release that we could prove.
    if (!lowest || release.sequence < *lowest) {
      reasons.emplace_back(BelowFloor{floor.version, floor.said});
    }
  }
  if (const auto& lag = rules.limits.lag) {
    const auto newest = newest_left(asked.releases, lag->behind);
    if (!newest || release.sequence > *newest)
      reasons.emplace_back(Lagging{lag->behind, lag->said});
  }
  return reasons;
}

}  // namespace policy
