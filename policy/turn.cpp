#include "policy/turn.h"

#include <algorithm>
#include <utility>

#include "policy/alike.h"
#include "policy/conditions.h"
#include "policy/each.h"
#include "policy/require.h"

namespace policy {
namespace {

/// Whether this release may be halted here by what devices show: a person who let it go on after a
/// halt has judged the same evidence.
bool may_halt(const FeedFacts& facts, const GroupId& group, Sequence release) {
  const Release& named = facts.release(release);
  if (named.standing == Standing::Quarantined || named.standing == Standing::Recalled) return false;
  return std::ranges::none_of(facts.halts, [&](const Halt& halt) {
    return halt.release == release && (halt.holds() || halt.group == group);
  });
}

/// The gates whose limits count in a group: of those who watch it; in a last stage its own.
std::vector<const Gate*> limits_in(const Rules& rules) {
  std::vector<const Gate*> gates;
  for (const Watcher& watcher : rules.watchers) gates.push_back(&watcher.gate);
  if (gates.empty() && rules.stage.gate) gates.push_back(&*rules.stage.gate);
  return gates;
}

/// One group whose devices are watched.
struct Watch {
  const Rules& rules;
  const FeedFacts& facts;
  Instant now{};

  const GroupFacts& own() const { return facts.of(rules.group); }
  bool may_halt(Sequence release) const { return policy::may_halt(facts, rules.group, release); }
};

/// When a gate judges what devices of the group show of a release; nothing before all of them may
/// have it.
std::optional<Instant> judged_at(const Watch& watch, const Gate& gate, Sequence release) {
  const Opening* const opening = watch.own().opening_of(release);
  if (opening == nullptr || !opening->settled() || !gate.asks_evidence()) return std::nullopt;
  return bake_due(watch.facts, *opening, gate.bake, watch.now);
}

std::optional<std::string> reason_to_halt(const Watch& watch, const Gate& gate, Sequence release,
                                          const Experience& experience) {
  if (auto why = harm(gate, experience, watch.rules.ephemeral)) return why;
  const auto due = judged_at(watch, gate, release);
  if (!due || watch.now < *due) return std::nullopt;
  Finding finding = judge(gate, experience, watch.own().seen, watch.rules.ephemeral);
  if (finding.verdict != Finding::Verdict::Fail) return std::nullopt;
  return std::move(finding.sentence);
}

/// What devices of one group show against the releases that they have, also by a fix-forward alone.
void find_harm(const Watch& watch, std::vector<Event>& events) {
  if (watch.own().experience.empty()) return;
  const GroupId& group = watch.rules.group;
  const auto gates = limits_in(watch.rules);
  for (const auto& [release, experience] : watch.own().experience) {
    if (!watch.may_halt(release)) continue;
    for (const Gate* const gate : gates) {
      auto why = reason_to_halt(watch, *gate, release, experience);
      if (!why) continue;
      events.emplace_back(Halted{group, release, "in '" + group.text() + "': " + *why});
      break;
    }
  }
}

void look_again(std::optional<Instant>& next, std::optional<Instant> when, Instant now) {
  if (when && *when > now && (!next || *when < *next)) next = when;
}

/// When time alone may show harm: the next take is old enough, or a bake is over.
void look_for_harm(const Watch& watch, std::optional<Instant>& next) {
  if (watch.own().experience.empty()) return;
  const auto gates = limits_in(watch.rules);
  for (const auto& [release, experience] : watch.own().experience) {
    if (!watch.may_halt(release)) continue;
    for (const Gate* const gate : gates) {
      if (gate->asks_evidence()) look_again(next, experience.next_mature, watch.now);
      look_again(next, judged_at(watch, *gate, release), watch.now);
    }
  }
}

std::optional<Event> next_event(const GroupId& group, const Plan& plan) {
  if (const auto& open = plan.to_open) {
    return Opened{group, open->release, open->how, open->to, open->because};
  }
  if (const auto& widen = plan.to_widen) return Widened{group, widen->release, widen->to};
  return std::nullopt;
}

/// All that happens in one group; its plan after it.
Plan settle(const GroupId& group, const Rules* rules, FeedFacts& facts, const Moment& moment,
            Depth depth, std::vector<Event>& events) {
  for (;;) {
    Plan made = plan({rules, facts, facts.of(group), moment}, depth);
    auto event = next_event(group, made);
    if (!event) return made;
    apply(facts, *event, moment.now);
    events.push_back(std::move(*event));
  }
}

const Rules* rules_in(const FeedRulesOf::value_type& one) {
  return one.second ? &*one.second : nullptr;
}

/// Once through all groups: what happens in each, and its plan after that.
std::vector<Plan> round(const FeedRulesOf& rules, FeedFacts& facts, const Moment& moment,
                        Depth depth, std::vector<Event>& events) {
  std::vector<Plan> plans;
  Answered answered;
  for (const auto& one : rules) {
    const Question asked{rules_in(one), facts, facts.of(one.first), moment};
    if (const auto known = answered.place_of(asked)) {
      plans.push_back(Plan{plans[*known]});
      continue;
    }
    const std::size_t before = events.size();
    plans.push_back(settle(one.first, asked.rules, facts, moment, depth, events));
    if (events.size() > before) {
      answered.forget();
    } else {
      answered.note(asked, plans.size() - 1);
    }
  }
  return plans;
}

/// Halts by what devices show, in all groups.
void halt(const FeedRulesOf& rules, FeedFacts& facts, Instant now, std::vector<Event>& events) {
  const auto before = static_cast<std::ptrdiff_t>(events.size());
  for (const auto& one : rules) {
    if (one.second) find_harm({*one.second, facts, now}, events);
  }
  for (auto found = events.begin() + before; found != events.end(); ++found) {
    apply(facts, *found, now);
  }
}

std::optional<Instant> next_look(const FeedRulesOf& rules, const FeedFacts& facts,
                                 const std::vector<Plan>& plans, Instant now) {
  std::optional<Instant> next;
  for (const Plan& made : plans) look_again(next, made.next_look, now);
  for (const auto& one : rules) {
    if (one.second) look_for_harm({*one.second, facts, now}, next);
  }
  return next;
}

std::string at(BasisPoints to) {
  return to < kEverybody ? " at " + show(to) : "";
}

const char* how_words(Opening::How how) {
  switch (how) {
    case Opening::How::Adopted:
      return "adopted ";
    case Opening::How::Rules:
    case Opening::How::Bypass:
    case Opening::How::Advanced:
      break;
  }
  return "opened ";
}

}  // namespace

void apply(FeedFacts& facts, const Event& event, Instant at) {
  std::visit(Each{[&](const Halted& halted) {
                    facts.halts.push_back({halted.release, halted.group, at, halted.why, {}});
                  },
                  [&](const Opened& opened) {
                    GroupFacts& group = facts.groups[opened.group];
                    const auto place = std::ranges::lower_bound(group.openings, opened.release, {},
                                                                &Opening::release);
                    require(place == group.openings.end() || place->release != opened.release,
                            "what was opened is not opened again");
                    group.openings.insert(place, {opened.release, opened.how, {{opened.to, at}}});
                    std::erase_if(group.approvals, [&](const Approval& approval) {
                      return approval.release == opened.release;
                    });
                  },
                  [&](const Widened& widened) {
                    auto& openings = facts.groups[widened.group].openings;
                    const auto opening =
                        std::ranges::lower_bound(openings, widened.release, {}, &Opening::release);
                    require(opening != openings.end() && opening->release == widened.release &&
                                opening->reached() < widened.to,
                            "only what ramps is widened, and only upwards");
                    opening->steps.push_back({widened.to, at});
                  }},
             event);
}

Turn turn(const FeedRulesOf& rules, FeedFacts& facts, const Moment& moment, Depth depth) {
  Turn made;
  // A stage may open by what another stage got in this very turn, so once more until it is quiet.
  for (std::size_t before = made.events.size() + 1; before != made.events.size();) {
    before = made.events.size();
    halt(rules, facts, moment.now, made.events);
    made.plans = round(rules, facts, moment, depth, made.events);
  }
  made.next = next_look(rules, facts, made.plans, moment.now);
  return made;
}

std::string sentence(const Event& event, const FeedFacts& facts) {
  const auto version = [&](Sequence release) { return facts.release(release).version.text(); };
  return std::visit(Each{[&](const Halted& halted) {
                           return "halted " + version(halted.release) + ": " + halted.why;
                         },
                         [&](const Opened& opened) {
                           return how_words(opened.how) + version(opened.release) + " → " +
                                  opened.group.text() + at(opened.to) +
                                  (opened.because.empty() ? "" : ": " + opened.because);
                         },
                         [&](const Widened& widened) {
                           return "widened " + version(widened.release) + " → " +
                                  widened.group.text() + " to " + show(widened.to);
                         }},
                    event);
}

}  // namespace policy
