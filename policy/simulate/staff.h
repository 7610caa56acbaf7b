#pragma once

#include <map>
#include <set>
#include <utility>
#include <vector>

#include "policy/facts.h"
#include "policy/simulate/scenario.h"
#include "policy/turn.h"

namespace policy::simulate {

/// The next moment, from `at` on, at which people are at their desks.
Instant at_work(const WorkingHours& hours, Instant at);

/// The people and the test benches of a scenario: what they are asked for, they do when its time
/// comes.
class Staff {
 public:
  /// `faults`: of each release, by its number; nothing: it is good.
  Staff(const Scenario& scenario, const FeedRulesOf& rules, const std::vector<const Fault*>& faults)
      : scenario_{scenario}, rules_{rules}, faults_{faults} {}

  /// A release was seen: the benches begin with it.
  void expect(const Release& release);
  /// Looks for what is only waiting for people.
  void look(const FeedFacts& facts, const Moment& moment);
  /// Does what is due; whether anything was.
  bool act(FeedFacts& facts, Instant now);

 private:
  using Wish = std::pair<GroupId, Sequence>;
  struct Test {
    Instant due{};
    std::size_t bench = 0;
    Sequence release;
  };
  void look(const FeedFacts& facts, const Moment& moment, const Rules& rules);
  void approve(FeedFacts& facts, const Wish& wish, Instant now) const;
  void judge(FeedFacts& facts, const Wish& wish, Instant now) const;
  bool acknowledge(FeedFacts& facts, Instant now) const;
  bool let_through(FeedFacts& facts, Instant now);
  Bypass bypass(const FeedFacts& facts, Sequence release, Skips skips, Instant now) const;
  const Rules& rules_of(const GroupId& group) const;
  const Fault* fault(Sequence release) const;

  const Scenario& scenario_;
  const FeedRulesOf& rules_;
  const std::vector<const Fault*>& faults_;
  std::vector<Test> tests_{};
  std::map<Wish, Instant> approvals_{};  ///< When; stays when done, so that nobody asks twice.
  std::map<Wish, Instant> judgements_{};
  std::set<Wish> done_approvals_{};
  std::set<Wish> done_judgements_{};
  std::set<std::size_t> let_through_{};  ///< Of the planned bypasses.
};

}  // namespace policy::simulate
