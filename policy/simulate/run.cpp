#include "policy/simulate/run.h"

#include <algorithm>

#include "policy/simulate/journal.h"
#include "policy/simulate/observation.h"
#include "policy/simulate/random.h"
#include "policy/simulate/staff.h"
#include "policy/simulate/vendor.h"
#include "policy/turn.h"

namespace policy::simulate {
namespace {

// The fleet's past: so long before the start everybody has asked once, whole bins of it.
Timeline timeline(const Scenario& scenario) {
  Span longest{0};
  for (const FleetGroup& group : scenario.fleet) longest = std::max(longest, group.polls);
  return {scenario.start - (longest + kBin - Span{1}) / kBin * kBin};
}

GroupId known_group(const FeedRulesOf& rules, const GroupId& group) {
  const bool known = std::ranges::count(rules, group, &FeedRulesOf::value_type::first) > 0;
  return known ? group : default_group();
}

Span reboot_allowance(const FeedRulesOf& rules, const GroupId& group) {
  const auto found =
      std::ranges::find(rules, known_group(rules, group), &FeedRulesOf::value_type::first);
  return found != rules.end() && found->second ? found->second->reboot_allowance : Span{0};
}

std::vector<Site> make_sites(const Scenario& scenario, Timeline timeline,
                             const FeedRulesOf& rules) {
  std::vector<Site> sites;
  std::uint64_t first = mixed(scenario.seed);
  sites.reserve(scenario.fleet.size());
  for (const FleetGroup& group : scenario.fleet) {
    sites.emplace_back(group, first, timeline, timeline.step(scenario.start));
    sites.back().allow(reboot_allowance(rules, group.group));
    first += group.devices;
  }
  return sites;
}

FeedRulesOf rules_of(const SimulatedFeed& feed, const Document& document) {
  const auto declared = std::ranges::find(document.feeds, feed.id, &FeedRules::id);
  const FeedRules rules = declared != document.feeds.end()
                              ? *declared
                              : FeedRules{.id = feed.id, .content = feed.content};
  FeedRulesOf all;
  for (const Group& group : document.groups) {
    all.emplace_back(group.id, rules_for(document, rules, group.id));
  }
  return all;
}

/// One scenario under one policy.
class Run {
 public:
  Run(const Scenario& scenario, const Contender& contender, std::size_t moments)
      : scenario_{scenario},
        contender_{contender},
        timeline_{timeline(scenario)},
        rules_{contender.rules ? rules_of(scenario.feed, *contender.rules) : FeedRulesOf{}},
        sites_{make_sites(scenario, timeline_, rules_)},
        vendor_{scenario, contender, facts_},
        staff_{scenario, rules_, vendor_.faults().of},
        observation_{sites_, groups_of_sites()},
        journal_{scenario, timeline_, sites_, moments} {
    for (const auto& [group, rules] : rules_) vendor_.adopt(group);
    take_turn(scenario.start);
  }

  Outcome outcome() {
    const Step end = timeline_.step(scenario_.start + scenario_.length);
    for (Step step = timeline_.step(scenario_.start); step < end; ++step) pass(step);
    return journal_.outcome(contender_.name, vendor_);
  }

 private:
  void pass(Step step) {
    const Instant now = timeline_.at(step);
    bool news = see_releases(now);
    news |= staff_.act(facts_, now);
    if (step % kStepsOfBin == 0) {
      observation_.ripen(step / kStepsOfBin);
      if (contender_.rules) news |= observation_.tell(facts_, scenario_.feed);
      journal_.note_reach(now, step / kStepsOfBin, vendor_);
    }
    if (news || (next_ && *next_ <= now)) take_turn(now);
    journal_.note_moment(step);
    for (std::size_t i = 0; i < sites_.size(); ++i) {
      if (!cut_off(sites_[i].group().group, now)) {
        sites_[i].ask(step, offers_[i], vendor_.faults());
      }
    }
  }

  bool see_releases(Instant now) {
    const std::size_t before = facts_.releases.size();
    const bool news = vendor_.publish(now);
    for (std::size_t n = before; n < facts_.releases.size(); ++n) staff_.expect(facts_.releases[n]);
    return news;
  }

  bool cut_off(const GroupId& group, Instant now) const {
    return std::ranges::any_of(scenario_.outages, [&](const Outage& outage) {
      const bool here = outage.groups.empty() || std::ranges::count(outage.groups, group) > 0;
      return here && outage.from <= now && now < outage.until;
    });
  }

  void take_turn(Instant now) {
    offers_.clear();
    if (!contender_.rules) {
      const OpenRelease newest{.release = facts_.releases.back().sequence, .since = now};
      offers_.assign(sites_.size(), Offers{{newest}});
      return;
    }
    const Moment moment{.now = now};
    const Turn turn = policy::turn(rules_, facts_, moment);
    for (const Event& event : turn.events) journal_.note(now, event, facts_, vendor_);
    staff_.look(facts_, moment);
    next_ = turn.next;
    for (const Site& site : sites_) {
      const auto rules = std::ranges::find(rules_, known_group(rules_, site.group().group),
                                           &FeedRulesOf::value_type::first);
      offers_.emplace_back(turn.plans[static_cast<std::size_t>(rules - rules_.begin())].open);
    }
  }

  std::vector<GroupId> groups_of_sites() const {
    std::vector<GroupId> groups;
    for (const Site& site : sites_) groups.push_back(known_group(rules_, site.group().group));
    return groups;
  }

  const Scenario& scenario_;
  const Contender& contender_;
  const Timeline timeline_;
  FeedFacts facts_{};
  const FeedRulesOf rules_;
  std::vector<Site> sites_;
  Vendor vendor_;
  Staff staff_;
  Observation observation_;
  Journal journal_;
  std::optional<Instant> next_{};
  std::vector<Offers> offers_{};  ///< By site.
};

}  // namespace

Outcome simulate(const Scenario& scenario, const Contender& contender, std::size_t moments) {
  return Run{scenario, contender, moments}.outcome();
}

}  // namespace policy::simulate
