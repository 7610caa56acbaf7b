#include "policy/progress.h"

#include <set>
#include <utility>

#include "policy/conditions.h"

namespace policy {
namespace {

using State = Asked::State;

/// Whether one of the reasons is of that kind, and about what is asked for.
template <class Kind, class About>
const Kind* reason_of(const Reasons& reasons, About about) {
  for (const Reason& reason : reasons) {
    const auto* const one = std::get_if<Kind>(&reason);
    if (one != nullptr && about(*one)) return one;
  }
  return nullptr;
}
template <class Kind>
const Kind* reason_of(const Reasons& reasons) {
  return reason_of<Kind>(reasons, [](const Kind&) { return true; });
}

/// One release and its stage: what each rule says when nothing is skipped, against what the plan
/// found to be in the way.
class Progress {
 public:
  Progress(const Question& asked, Sequence release, const Reasons& in_the_way)
      : asked_{asked},
        in_the_way_{in_the_way},
        at_{situation(asked)},
        candidate_{at_, asked.facts.release(release)} {}

  std::vector<Asked> before_opening() && {
    add_soak();
    add_gates();
    add_checks();
    add_approvals();
    add_window();
    if (!stage().ramp.empty()) add_ramp({.next = next_step(rules(), kNobody)}, State::Waits);
    return std::move(all_);
  }

  std::vector<Asked> of_ramp(const Ramping& ramping) && {
    add_window();
    const auto* const holds = reason_of<RampHolds>(in_the_way_);
    const Opening* const opening = asked_.own.opening_of(ramping.release);
    RampAsked ramp{
        .reached = ramping.reached, .next = ramping.next, .since = opening->steps.back().at};
    if (holds != nullptr) ramp.until = holds->until;
    add_ramp(std::move(ramp), State::Waits);
    return std::move(all_);
  }

 private:
  const Rules& rules() const { return *asked_.rules; }
  const Stage& stage() const { return rules().stage; }
  Instant now() const { return asked_.moment.now; }

  void add(decltype(Asked::what) what, State state, Mark mark) {
    all_.push_back({std::move(what), state, mark});
  }
  /// `missing`: the rule by itself says no; `waits`: so does the plan.
  static State state_of(bool missing, bool waits) {
    if (waits) return State::Waits;
    return missing ? State::Skipped : State::Met;
  }
  Reasons said_by(void (*condition)(const Candidate&, Reasons&)) const {
    Reasons reasons;
    condition(candidate_, reasons);
    return reasons;
  }

  void add_soak() {
    if (stage().soak == Span{0}) return;
    const Instant since = soaks_since(candidate_.release);
    const Instant ripe = since + stage().soak;
    const bool waits = reason_of<Soaking>(in_the_way_) != nullptr;
    add(SoakAsked{since, ripe}, state_of(now() < ripe, waits), stage().soak_mark);
  }

  void add_gates() {
    if (!stage().gate) return;
    const Reasons alone = said_by(gate);
    for (const Watched& watched : rules().watched) {
      const GroupId& group = watched.group;
      add(gate_of(watched, asked_.facts.of(group)),
          state_of(is_shut(alone, group), is_shut(in_the_way_, group)), stage().gate->mark);
    }
  }
  static bool is_shut(const Reasons& reasons, const GroupId& group) {
    const auto there = [&](const auto& one) { return one.group == group; };
    return reason_of<Baking>(reasons, there) != nullptr ||
           reason_of<NotBaking>(reasons, there) != nullptr ||
           reason_of<NotPassed>(reasons, there) != nullptr;
  }
  GateAsked gate_of(const Watched& watched, const GroupFacts& there) const {
    const Gate& gate = *stage().gate;
    GateAsked found{.group = watched.group, .bake = gate.bake, .seen = there.seen};
    const auto known = there.experience.find(candidate_.release.sequence);
    const Experience shown = known == there.experience.end() ? Experience{} : known->second;
    found.takes = shown.all;
    if (gate.asks_evidence()) found.finding = judge(gate, shown, there.seen, watched.ephemeral);
    const Opening* const opening = there.opening_of(candidate_.release.sequence);
    if (opening == nullptr) return found;
    found.opened = opening->at();
    found.settled = opening->settled();
    if (found.settled) found.due = bake_due(asked_.facts, *opening, gate.bake, now());
    return found;
  }

  void add_checks() {
    for (const CheckName& check : stage().checks) {
      const auto this_one = [&](const Unchecked& one) { return one.check == check.name; };
      CheckAsked found{.check = check.name};
      if (const auto* const last = last_verdict(candidate_, check.name)) found.said = *last;
      const bool missing = !found.said || !found.said->yes;
      const bool waits = reason_of<Unchecked>(in_the_way_, this_one) != nullptr;
      add(std::move(found), state_of(missing, waits), check.mark);
    }
  }

  void add_approvals() {
    const Reasons alone = said_by(approval);
    for (const ApprovalLine& line : approval_lines(candidate_)) {
      const auto this_one = [&](const Unapproved& one) { return one.role == line.role; };
      const auto* const missing = reason_of<Unapproved>(alone, this_one);
      const bool waits = reason_of<Unapproved>(in_the_way_, this_one) != nullptr;
      add(ApprovalAsked{.role = line.role,
                        .have = missing == nullptr ? line.people : missing->have,
                        .need = line.people,
                        .people = people_of(line.role)},
          state_of(missing != nullptr, waits), line.mark);
    }
  }
  std::vector<std::string> people_of(const std::string& role) const {
    std::set<std::string> people;
    for (const Approval& one : asked_.own.approvals) {
      const bool counts = one.counts(candidate_.release, rules().digest, now());
      if (counts && one.role == role) people.insert(one.person);
    }
    return {people.begin(), people.end()};
  }

  void add_window() {
    if (!at_.hours) return;
    const bool waits = reason_of<WindowClosed>(in_the_way_) != nullptr;
    add(WindowAsked{stage().window->name, at_.hours->open, at_.hours->changes},
        state_of(!at_.hours->open, waits), stage().window_mark);
  }

  void add_ramp(RampAsked ramp, State state) {
    ramp.steps = stage().ramp;
    add(std::move(ramp), state, stage().ramp_mark);
  }

  const Question& asked_;
  const Reasons& in_the_way_;
  const Situation at_;
  const Candidate candidate_;
  std::vector<Asked> all_{};
};

}  // namespace

const char* word(Asked::State state) {
  switch (state) {
    case State::Met:
      return "met";
    case State::Waits:
      return "waits";
    case State::Skipped:
      return "skipped";
  }
  require(false, "every enumerator has its word");
  return "";
}

std::vector<Asked> progress(const Question& asked, const Withheld& withheld) {
  if (asked.rules == nullptr || asked.own.opening_of(withheld.release) != nullptr) return {};
  return Progress{asked, withheld.release, withheld.reasons}.before_opening();
}

std::vector<Asked> progress(const Question& asked, const Ramping& ramping) {
  if (asked.rules == nullptr) return {};
  return Progress{asked, ramping.release, ramping.reasons}.of_ramp(ramping);
}

}  // namespace policy
