#include "policy/simulate/journal.h"

#include <algorithm>

namespace policy::simulate {
namespace {

Step pause(const Scenario& scenario, std::size_t moments) {
  if (moments == 0) return 0;
  const auto steps = static_cast<std::size_t>(scenario.length / kStep);
  return static_cast<Step>(std::max<std::size_t>(1, (steps + moments - 1) / moments));
}

/// Devices that are on, and those of them that have a release or a newer one.
struct Share {
  std::uint64_t have = 0;
  std::uint64_t on = 0;
};

void note(Reach& reach, const Share& share, Span since) {
  if (share.on == 0) return;
  const auto reached = [&](std::uint64_t percent) {
    return share.have * 100 >= share.on * percent;
  };
  if (!reach.half && reached(50)) reach.half = since;
  if (!reach.most && reached(95)) reach.most = since;
  if (!reach.all && reached(100)) reach.all = since;
}

/// Devices of a site that are on, by release: those that have it or a newer one.
std::vector<std::uint64_t> on(const Site& site, BinNumber bin) {
  std::vector<std::uint64_t> on(site.fared().size());
  const BinNumber back = std::min(bin, site.in_time() / kStepsOfBin);
  for (std::size_t have = 0; have < on.size(); ++have) {
    for (BinNumber b = bin - back; b < bin; ++b) {
      const Requests* const last = site.fared()[have].requests.find(b);
      if (last != nullptr) on[have] += last->asked - last->returned - last->late;
    }
  }
  for (std::size_t have = on.size() - 1; have > 0; --have) on[have - 1] += on[have];
  return on;
}

}  // namespace

Journal::Journal(const Scenario& scenario, Timeline timeline, const std::vector<Site>& sites,
                 std::size_t moments)
    : scenario_{scenario},
      timeline_{timeline},
      sites_{sites},
      pause_{pause(scenario, moments)},
      reach_(scenario.vendor.size(), std::vector<Reach>(sites.size() + 1)),
      lie_(sites.size()),
      counted_(sites.size()) {
  outcome_.picture.have.resize(sites.size());
  outcome_.picture.silent.resize(sites.size());
}

void Journal::note(Instant now, const Event& event, const FeedFacts& facts, const Vendor& vendor) {
  outcome_.events.push_back({now, event});
  const auto* const halted = std::get_if<Halted>(&event);
  if (halted == nullptr) return;
  outcome_.halts.push_back({.at = now,
                            .group = halted->group,
                            .version = facts.release(halted->release).version,
                            .why = halted->why,
                            .deserved = vendor.fault(halted->release) != nullptr});
}

void Journal::note_reach(Instant now, BinNumber bin, const Vendor& vendor) {
  std::size_t end = moved_;
  while (end < scenario_.vendor.size() && scenario_.vendor[end].at <= now) ++end;
  if (end == moved_) return;
  std::vector<std::vector<std::uint64_t>> on_at;
  for (const Site& site : sites_) on_at.push_back(on(site, bin));
  for (std::size_t publication = moved_; publication < end; ++publication) {
    const auto sequence = vendor.sequence_or_next(publication);
    auto& reach = reach_[publication];
    if (!sequence || reach.back().all) continue;
    Share fleet;
    const Span since = now - scenario_.vendor[publication].at;
    for (std::size_t site = 0; site < sites_.size(); ++site) {
      const auto& have = on_at[site];
      const bool any = sequence->number < have.size();
      const Share here{any ? have[sequence->number] : 0, have.front()};
      simulate::note(reach[site], here, since);
      fleet.have += here.have;
      fleet.on += here.on;
    }
    simulate::note(reach.back(), fleet, since);
  }
  while (moved_ < end && reach_[moved_].back().all) ++moved_;
}

void Journal::note_moment(Step now) {
  if (pause_ == 0 || (now - timeline_.step(scenario_.start)) % pause_ != 0) return;
  Picture& picture = outcome_.picture;
  picture.times.push_back(timeline_.at(now));
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    const auto& fared = sites_[site].fared();
    auto& have = picture.have[site];
    have.resize(std::max(have.size(), fared.size()));
    lie_[site].resize(fared.size());
    counted_[site].resize(fared.size());
    std::int64_t silent = 0;
    for (std::size_t release = 0; release < fared.size(); ++release) {
      std::int64_t& lie = lie_[site][release];
      for (BinNumber& bin = counted_[site][release]; bin < now / kStepsOfBin; ++bin) {
        if (const auto* const fallen = fared[release].fallen.find(bin)) lie += *fallen;
      }
      silent += lie;
      have[release].resize(picture.times.size() - 1);
      const std::int64_t well = std::int64_t{fared[release].have} - lie;
      have[release].push_back(static_cast<std::uint32_t>(std::max<std::int64_t>(well, 0)));
    }
    picture.silent[site].push_back(static_cast<std::uint32_t>(silent));
  }
}

ReleaseOutcome Journal::release(std::size_t publication, const Vendor& vendor) const {
  const Publication& published = scenario_.vendor[publication];
  const auto sequence = vendor.sequence(publication);
  ReleaseOutcome told{.version = published.version,
                      .at = published.at,
                      .sequence = sequence,
                      .reach = reach_[publication].back()};
  if (published.fault) told.bad = published.fault->does;
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    GroupOutcome group{.reach = reach_[publication][site]};
    const auto& fared = sites_[site].fared();
    if (sequence && sequence->number < fared.size()) {
      group.took = fared[sequence->number].took;
      group.hit = fared[sequence->number].hit;
    }
    told.groups.push_back(group);
  }
  return told;
}

Outcome Journal::outcome(const std::string& policy, const Vendor& vendor) {
  outcome_.policy = policy;
  for (const Site& site : sites_) {
    outcome_.devices.push_back(site.group().devices);
    outcome_.requests += site.requests();
  }
  for (std::size_t publication = 0; publication < scenario_.vendor.size(); ++publication) {
    outcome_.releases.push_back(release(publication, vendor));
  }
  for (auto& site : outcome_.picture.have) {
    for (auto& release : site) release.resize(outcome_.picture.times.size());
  }
  sum_up(outcome_);
  return std::move(outcome_);
}

}  // namespace policy::simulate
