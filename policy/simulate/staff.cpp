#include "policy/simulate/staff.h"

#include <algorithm>
#include <string>

#include "policy/require.h"

namespace policy::simulate {
namespace {

constexpr Span kDay{86'400};

/// What of a waiting release people could take out of the way.
struct Obstacles {
  bool approval = false;
  bool judgement = false;
  bool others = false;
};

Obstacles obstacles(const std::vector<Reason>& reasons) {
  Obstacles found;
  for (const Reason& reason : reasons) {
    if (std::holds_alternative<Unapproved>(reason)) {
      found.approval = true;
    } else if (const auto* const gate = std::get_if<NotPassed>(&reason)) {
      const bool asks = gate->then == NoEvidence::Then::Ask && !gate->until &&
                        gate->finding.verdict == Finding::Verdict::Inconclusive;
      (asks ? found.judgement : found.others) = true;
    } else if (!std::holds_alternative<WindowClosed>(reason)) {
      found.others = true;
    }
  }
  return found;
}

bool asks_people(const Rules& rules) {
  return !rules.stage.approve.empty() || !rules.stage.approve_high_risk.empty() ||
         (rules.stage.gate && rules.no_evidence);
}

Said said(const std::string& by, const std::string& why, Instant at) {
  return {.by = by, .why = why, .at = at};
}

// Whoever is due now and was not done before.
template <class Wish, class Act>
bool do_due(const std::map<Wish, Instant>& wishes, std::set<Wish>& done, Instant now, Act act) {
  bool any = false;
  for (const auto& [wish, due] : wishes) {
    if (due > now || !done.insert(wish).second) continue;
    act(wish);
    any = true;
  }
  return any;
}

}  // namespace

Instant at_work(const WorkingHours& hours, Instant at) {
  for (;;) {
    const Span wall = (at + hours.utc_offset).time_since_epoch();
    const std::int64_t day = wall / kDay;
    const Span hour = wall % kDay;
    const bool weekend = (day + 3) % 7 >= 5;  // 1970-01-01 was a Thursday; Monday is 0.
    if (!weekend && hour < hours.from) return at + (hours.from - hour);
    if (!weekend && hour < hours.until) return at;
    at += kDay - hour;
  }
}

const Rules& Staff::rules_of(const GroupId& group) const {
  const auto found = std::ranges::find(rules_, group, &FeedRulesOf::value_type::first);
  require(found != rules_.end() && found->second, "who waits for people has rules");
  return *found->second;
}

const Fault* Staff::fault(Sequence release) const {
  return release.number < faults_.size() ? faults_[release.number] : nullptr;
}

void Staff::expect(const Release& release) {
  for (std::size_t bench = 0; bench < scenario_.checks.size(); ++bench) {
    tests_.push_back({release.first_seen + scenario_.checks[bench].after, bench, release.sequence});
  }
}

void Staff::look(const FeedFacts& facts, const Moment& moment) {
  if (!scenario_.people.approve && !scenario_.people.judge) return;
  for (const auto& [group, rules] : rules_) {
    if (rules && asks_people(*rules)) look(facts, moment, *rules);
  }
}

void Staff::look(const FeedFacts& facts, const Moment& moment, const Rules& rules) {
  const People& people = scenario_.people;
  const Plan waiting = plan({&rules, facts, facts.of(rules.group), moment});
  for (const Withheld& withheld : waiting.withheld) {
    const Obstacles found = obstacles(withheld.reasons);
    if (found.others) continue;
    const Wish wish{rules.group, withheld.release};
    if (found.judgement && people.judge) {
      const Instant asked = moment.now + rules.no_evidence->after;
      judgements_.try_emplace(wish, at_work(people.hours, asked + *people.judge));
    }
    if (found.approval && !found.judgement && people.approve) {
      approvals_.try_emplace(wish, at_work(people.hours, moment.now + *people.approve));
    }
  }
}

bool Staff::act(FeedFacts& facts, Instant now) {
  bool any = std::erase_if(tests_, [&](const Test& test) {
               if (test.due > now) return false;
               const Bench& bench = scenario_.checks[test.bench];
               const Fault* const bad = fault(test.release);
               const bool no = bad != nullptr && std::ranges::count(bench.finds, bad->does) > 0;
               facts.checks.push_back({.tree = facts.release(test.release).tree,
                                       .check = bench.name,
                                       .yes = !no,
                                       .said = said(bench.name, "tested", now)});
               return true;
             }) > 0;
  any |= do_due(approvals_, done_approvals_, now,
                [&](const Wish& wish) { approve(facts, wish, now); });
  any |= do_due(judgements_, done_judgements_, now,
                [&](const Wish& wish) { judge(facts, wish, now); });
  any |= let_through(facts, now);
  return acknowledge(facts, now) || any;
}

void Staff::approve(FeedFacts& facts, const Wish& wish, Instant now) const {
  const GroupId& group = wish.first;
  const Sequence release = wish.second;
  const Rules& rules = rules_of(group);
  unsigned number = 0;
  const auto sign = [&](const std::vector<ApprovalLine>& lines) {
    for (const ApprovalLine& line : lines) {
      for (unsigned i = 0; i < line.people; ++i) {
        facts.groups[group].approvals.push_back({.release = release,
                                                 .tree = facts.release(release).tree,
                                                 .stage = rules.digest,
                                                 .person = "person-" + std::to_string(++number),
                                                 .role = line.role,
                                                 .at = now});
      }
    }
  };
  sign(rules.stage.approve);
  sign(rules.stage.approve_high_risk);
}

void Staff::judge(FeedFacts& facts, const Wish& wish, Instant now) const {
  Bypass judged = bypass(facts, wish.second, Skips{}.with(Skippable::Gate), now);
  judged.groups = {wish.first};
  facts.bypasses.push_back(std::move(judged));
}

/// What the people whom the policy asks for let through; granted only where it asks for any.
Bypass Staff::bypass(const FeedFacts& facts, Sequence release, Skips skips, Instant now) const {
  Bypass bypass{.number = static_cast<std::int64_t>(facts.bypasses.size() + 1),
                .release = release,
                .skips = skips,
                .until = now,
                .said = said("person-0", "let through by people", now)};
  const auto asked =
      std::ranges::find_if(rules_, [](const auto& one) { return one.second.has_value(); });
  if (asked == rules_.end() || asked->second->bypass.normal.empty()) return bypass;
  const BypassRules& rules = asked->second->bypass;
  unsigned number = 0;
  const auto grant = [&](const std::vector<ApprovalLine>& lines) {
    for (const ApprovalLine& line : lines) {
      for (unsigned i = 0; i < line.people; ++i) {
        bypass.grants.push_back({"person-" + std::to_string(++number), line.role});
      }
    }
  };
  grant(rules.normal);
  grant(rules.high_risk);
  bypass.granted = now;
  bypass.until = now + rules.at_most;
  return bypass;
}

bool Staff::let_through(FeedFacts& facts, Instant now) {
  bool any = false;
  const auto& planned = scenario_.people.bypasses;
  for (std::size_t i = 0; i < planned.size(); ++i) {
    if (planned[i].at > now || let_through_.contains(i)) continue;
    const auto release = std::ranges::find(facts.releases, planned[i].version, &Release::version);
    if (release == facts.releases.end()) continue;
    facts.bypasses.push_back(bypass(facts, release->sequence, planned[i].skips, now));
    let_through_.insert(i);
    any = true;
  }
  return any;
}

/// A false alarm is let go on; what is bad is blocked, and the next release is the one that has not
/// the fault: until there is one, people wait.
bool Staff::acknowledge(FeedFacts& facts, Instant now) const {
  const People& people = scenario_.people;
  if (!people.acknowledge) return false;
  bool any = false;
  for (Halt& halt : facts.halts) {
    if (halt.acknowledged || at_work(people.hours, halt.at + *people.acknowledge) > now) continue;
    const bool bad = fault(halt.release) != nullptr;
    if (bad && halt.release.number >= facts.releases.size()) continue;
    using How = Halt::Acknowledged::How;
    halt.acknowledged = Halt::Acknowledged{.how = bad ? How::Block : How::Resume,
                                           .said = said("person-1", "looked at it", now)};
    if (bad) halt.acknowledged->fixed_by = Sequence{halt.release.number + 1};
    any = true;
  }
  return any;
}

}  // namespace policy::simulate
