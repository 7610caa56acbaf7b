#include "policy/simulate/observation.h"

#include <algorithm>
#include <utility>

namespace policy::simulate {
namespace {

constexpr auto kWeekOfBins = static_cast<BinNumber>(std::chrono::hours{24 * 7} / kBin);

// Bins until every request of a bin should have been followed by another.
BinNumber bins_to_ripen(const Site& site) {
  return 1 + (site.in_time() + kStepsOfBin - 1) / kStepsOfBin;
}

void add(Tally& to, const Takes& from, bool confirms) {
  to.taken += from.taken;
  to.survived += from.survived;
  to.confirmed += confirms ? from.survived : 0;
  to.failed += from.failed;
  to.silent += from.silent;
  to.mature += from.survived + from.failed + from.silent;
}

void add(Control& to, const Control& from) {
  if (from.of == Control::Of::Nothing) return;
  to.of = to.of == Control::Of::Nothing ? from.of : std::max(to.of, from.of);
  to.mature += from.mature;
  to.silent += from.silent;
}

// The same but for how often it was looked at.
bool same(const Experience& a, Experience b) {
  b.looks = a.looks;
  return a == b;
}

}  // namespace

Observation::Observation(std::vector<Site>& sites, std::vector<GroupId> groups)
    : sites_{sites},
      groups_{std::move(groups)},
      ripe_(sites.size()),
      usual_(sites.size()),
      forgotten_(sites.size()) {
  for (const Site& site : sites) {
    habits_.emplace_back(site);
    seen_.push_back(site.group().devices);
  }
}

void Observation::ripen(BinNumber now) {
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    const BinNumber wait = bins_to_ripen(sites_[site]);
    for (; ripe_[site] + wait <= now; ++ripe_[site]) ripen(site, ripe_[site]);
    for (; forgotten_[site] + kWeekOfBins <= now; ++forgotten_[site]) {
      for (const Fared& fared : sites_[site].fared()) {
        const Requests* const old = fared.requests.find(forgotten_[site]);
        // Whoever asked after this bin was counted then, in another bin.
        if (old != nullptr) seen_[site] -= old->asked - old->returned - old->late;
      }
    }
  }
}

void Observation::ripen(std::size_t site, BinNumber bin) {
  auto& all = sites_[site].fared();
  usual_[site].resize(all.size());
  for (std::size_t release = kBefore + 1; release < all.size(); ++release) {
    std::uint64_t takes = 0;
    for (Takes& model : all[release].models) {
      const Takes::Bin* const ripe = model.bins.find(bin);
      if (ripe == nullptr || ripe->taken == 0) continue;
      model.silent += ripe->taken - ripe->returned;
      takes += ripe->taken;
    }
    if (takes == 0) continue;
    all[release].changed = true;
    compare(site, release, bin, takes);
  }
  count_usual(site, bin);
}

void Observation::compare(std::size_t site, std::size_t release, BinNumber bin,
                          std::uint64_t takes) {
  Heard same;
  Heard others;
  for (std::size_t other = 0; other < sites_.size(); ++other) {
    // Who has longer to return has not been counted yet.
    if (sites_[other].in_time() > sites_[site].in_time()) continue;
    Habits::sum(groups_[other] == groups_[site] ? same : others,
                requests_below(sites_[other], release, bin));
  }
  Usual& usual = usual_[site][release];
  usual.same.add({takes, same.asked, same.unanswered});
  usual.others.add({takes, others.asked, others.unanswered});
  const Heard& habit = habits_[site].at(bin);
  usual.history.add({takes, habit.asked, habit.unanswered});
}

Heard Observation::requests_below(const Site& site, std::size_t release, BinNumber bin) {
  Heard sum;
  const auto& all = site.fared();
  for (std::size_t older = 0; older < std::min(release, all.size()); ++older) {
    const Requests* const found = all[older].requests.find(bin);
    if (found == nullptr) continue;
    sum.asked += found->asked;
    sum.unanswered += found->asked - found->returned;
  }
  return sum;
}

/// What this hour is like when nothing is taken: kept for the days that follow.
void Observation::count_usual(std::size_t site, BinNumber bin) {
  const auto& all = sites_[site].fared();
  Heard sum = requests_below(sites_[site], all.size(), bin);
  for (const Fared& fared : all) {
    for (const Takes& model : fared.models) {
      const Takes::Bin* const taken = model.bins.find(bin);
      if (taken == nullptr) continue;
      sum.asked -= taken->taken;
      sum.unanswered -= taken->taken - taken->returned;
    }
  }
  habits_[site].add(bin, sum);
}

Control Observation::control(std::size_t site, std::size_t release) const {
  if (release >= usual_[site].size()) return {};
  const Usual& usual = usual_[site][release];
  return nearest(usual.same.control(Control::Of::SameGroup),
                 usual.others.control(Control::Of::OtherGroups),
                 usual.history.control(Control::Of::History));
}

/// By release: devices that it has cost.
std::vector<double> Observation::gone(std::size_t site) const {
  std::vector<double> gone;
  for (const Fared& fared : sites_[site].fared()) {
    Tally tally;
    std::uint64_t back = 0;
    for (const Takes& model : fared.models) {
      add(tally, model, false);
      back += model.back;
    }
    gone.push_back(policy::gone(tally, back, control(site, gone.size())));
  }
  return gone;
}

std::uint64_t Observation::seen(const GroupId& group) const {
  std::int64_t sum = 0;
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    if (groups_[site] == group) sum += seen_[site];
  }
  return static_cast<std::uint64_t>(std::max<std::int64_t>(sum, 0));
}

bool Observation::tell(FeedFacts& facts, const SimulatedFeed& feed) const {
  const Sequence least = oldest_in_use(facts);
  bool news = false;
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    const bool first = std::find(groups_.begin(), groups_.end(), groups_[site]) ==
                       groups_.begin() + static_cast<std::ptrdiff_t>(site);
    if (first) news |= tell_group(facts, groups_[site], least, feed.confirms);
  }
  for (Site& site : sites_) {
    for (Fared& fared : site.fared()) fared.changed = false;
  }
  return news;
}

bool Observation::tell_group(FeedFacts& facts, const GroupId& group, Sequence least,
                             bool confirms) const {
  GroupFacts& own = facts.groups[group];
  own.seen = seen(group);
  std::vector<double> dead(facts.releases.size() + 1);
  std::vector<bool> changed(facts.releases.size() + 1);
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    if (groups_[site] != group) continue;
    const auto gone = this->gone(site);
    for (std::size_t n = 1; n < gone.size(); ++n) {
      dead[n] += gone[n];
      if (sites_[site].fared()[n].changed) changed[n] = true;
    }
  }
  bool news = false;
  double earlier = 0;
  std::erase_if(own.experience, [&](const auto& known) { return known.first < least; });
  for (std::size_t n = kBefore + 1; n < dead.size(); earlier += dead[n++]) {
    const auto known = own.experience.find({n});
    const auto now_dead = static_cast<std::uint64_t>(earlier);
    if (Sequence{n} < least) continue;
    if (!changed[n] && (known == own.experience.end() || known->second.dead == now_dead)) continue;
    Experience now = experience(group, n, confirms);
    now.dead = now_dead;
    if (known != own.experience.end()) {
      if (same(known->second, now)) continue;
      now.looks = known->second.looks + (known->second.all.mature == now.all.mature ? 0 : 1);
    }
    own.experience[{n}] = std::move(now);
    news = true;
  }
  return news;
}

Experience Observation::experience(const GroupId& group, std::size_t release, bool confirms) const {
  Experience now;
  for (std::size_t site = 0; site < sites_.size(); ++site) {
    const auto& all = sites_[site].fared();
    if (groups_[site] != group || release >= all.size()) continue;
    const auto& models = all[release].models;
    for (std::size_t model = 0; model < models.size(); ++model) {
      add(now.all, models[model], confirms);
      if (models[model].taken == 0 || sites_[site].group().models.empty()) continue;
      add(now.by["model"][sites_[site].group().models[model].name], models[model], confirms);
    }
    add(now.control, control(site, release));
  }
  return now;
}

}  // namespace policy::simulate
