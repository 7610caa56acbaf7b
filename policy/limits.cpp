#include <algorithm>
#include <array>

#include "policy/conditions.h"

namespace policy {
namespace {

/// The document's, people's about every group, people's about this group.
std::array<const Limits*, 3> all_limits(const Candidate& candidate) {
  const Question& asked = candidate.asked();
  return {&asked.rules->limits, &asked.facts.said, &asked.own.said};
}

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

/// Whether a release is in a range whose ends the feed knows; an end that it does not know proves
/// nothing, so nothing is in it.
bool is_in(const Allowed& range, const Candidate& candidate) {
  const auto& releases = candidate.asked().facts.releases;
  const Sequence here = candidate.release.sequence;
  if (range.from) {
    const auto lowest = place_of(releases, *range.from);
    if (!lowest || here < *lowest) return false;
  }
  if (range.to) {
    const auto highest = place_of(releases, *range.to);
    if (!highest || here > *highest) return false;
  }
  return true;
}

/// A halt of an earlier release that nobody has named the fix of: the devices that would show the
/// same fault may be dead already. The first stage is where it shows whether it is gone.
const Halt* inherited(const Candidate& candidate) {
  if (candidate.rules().stage_number <= 1) return nullptr;
  for (const Halt& halt : candidate.asked().facts.halts) {
    if (!halt.holds() || halt.release >= candidate.release.sequence) continue;
    const auto fixed_by = halt.acknowledged ? halt.acknowledged->fixed_by : std::nullopt;
    if (!fixed_by || candidate.release.sequence < *fixed_by) return &halt;
  }
  return nullptr;
}

const Bypass* unreviewed(const Candidate& candidate) {
  const auto overdue = [&](const Bypass& bypass) {
    return bypass.release == candidate.release.sequence &&
           is_overdue(bypass, candidate.rules().bypass, candidate.now());
  };
  const auto& bypasses = candidate.asked().facts.bypasses;
  const auto found = std::ranges::find_if(bypasses, overdue);
  return found == bypasses.end() ? nullptr : &*found;
}

void add_lag(const Candidate& candidate, const Limits& limits, Reasons& reasons) {
  if (!limits.lag) return;
  const auto newest = newest_left(candidate.asked().facts.releases, limits.lag->behind);
  if (newest && candidate.release.sequence <= *newest) return;
  reasons.emplace_back(Lagging{limits.lag->behind, limits.lag->said});
}

}  // namespace

void excluded(const Candidate& candidate, Reasons& reasons) {
  const Question& asked = candidate.asked();
  const Release& release = candidate.release;
  if (asked.facts.stopped) reasons.emplace_back(Stopped{*asked.facts.stopped});
  if (release.standing == Standing::Suspect) {
    reasons.emplace_back(NotTrusted{Standing::Suspect, release.standing_reason});
  }
  for (const Limits* const limits : all_limits(candidate)) {
    for (const Hold& hold : limits->holds) reasons.emplace_back(Held{hold.said});
  }
  for (const Pause& pause : asked.own.pauses) {
    if (pause.release == release.sequence && !pause.lifted) {
      reasons.emplace_back(PausedHere{pause.said});
    }
  }
  if (const auto& why = asked.moment.clock_suspect) reasons.emplace_back(ClockSuspect{*why});
  if (const Halt* const halt = inherited(candidate)) {
    reasons.emplace_back(InheritsHalt{asked.facts.release(halt->release).version, halt->at});
  }
  if (release.expires_at && candidate.now() >= *release.expires_at) {
    reasons.emplace_back(MetadataExpired{*release.expires_at});
  }
  if (const Bypass* const bypass = unreviewed(candidate)) {
    const Instant due = bypass->said.at + candidate.rules().bypass.review_within;
    reasons.emplace_back(Unreviewed{bypass->said, due});
  }
}

void narrowed(const Candidate& candidate, Reasons& reasons) {
  const Release& release = candidate.release;
  if (const Pin* const pin = candidate.at.pin; pin != nullptr && pin->version != release.version) {
    reasons.emplace_back(PinnedElsewhere{pin->version, pin->said});
  }
  for (const Limits* const limits : all_limits(candidate)) {
    for (const Floor& floor : limits->floors) {
      const auto lowest = place_of(candidate.asked().facts.releases, floor.version);
      // A floor that the feed does not know is under no release that we could prove.
      if (!lowest || release.sequence < *lowest) {
        reasons.emplace_back(BelowFloor{floor.version, floor.said});
      }
    }
    for (const Allowed& range : limits->allowed) {
      if (!is_in(range, candidate)) reasons.emplace_back(NotAllowed{range});
    }
    add_lag(candidate, *limits, reasons);
  }
}

}  // namespace policy
