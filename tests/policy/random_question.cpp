#include "tests/policy/random_question.h"

#include <algorithm>
#include <memory>

#include "tests/policy/random_rules.h"

namespace tests {
namespace {

using policy::Sequence;
using namespace std::chrono_literals;

/// One question while it is thought of.
class Thought {
 public:
  explicit Thought(unsigned seed) : dice_{seed}, count_{1 + dice_.upto(5)} {
    asked_.facts.releases.clear();
    asked_.own().openings.clear();
    asked_.moment.now = day(static_cast<int>(dice_.upto(12))) + random_hours(dice_, 23);
    for (unsigned n = 1; n <= count_; ++n) add_release(n);
    add_rules();
    add_limits(asked_.rules->limits);
    add_limits(asked_.facts.said);
    add_limits(asked_.own().said);
    add_acts();
  }
  AQuestion asked() && { return std::move(asked_); }

 private:
  unsigned any() { return 1 + dice_.upto(count_ - 1); }
  policy::VersionText any_version() { return version(std::to_string(1 + dice_.upto(count_))); }
  policy::Instant before_now() { return asked_.moment.now - random_hours(dice_, 100); }

  void add_release(unsigned n) {
    policy::Release made = release(n);
    made.salt = {dice_.upto(1'000'000)};
    if (dice_.once_in(5)) made.standing = static_cast<policy::Standing>(dice_.upto(3));
    if (dice_.once_in(6)) made.expires_at = made.first_seen + random_hours(dice_, 300);
    if (dice_.once_in(6)) made.vendor_time = made.first_seen + random_hours(dice_, 48) - 24h;
    made.marks.major = dice_.once_in(5);
    asked_.facts.releases.push_back(made);
    for (const char* const name : {"office", "pilot", "plants"}) add_facts(name, n);
  }

  void add_facts(const char* name, unsigned n) {
    policy::GroupFacts& facts = asked_.in(name);
    facts.seen = dice_.once_in(5) ? 0 : 50;
    if (dice_.once_in(3)) facts.openings.push_back(opening(n));
    if (dice_.once_in(2)) facts.experience[{n}] = random_experience(dice_);
    if (dice_.once_in(2)) facts.approvals.push_back(approval(n));
  }
  policy::Opening opening(unsigned n) {
    const policy::Instant at = day(static_cast<int>(n)) + random_hours(dice_, 24);
    if (dice_.once_in(2)) return opened(n, at);
    policy::Opening made{{n}, policy::Opening::How::Rules, {{{1 + dice_.upto(5'000)}, at}}};
    if (dice_.once_in(3)) made.steps.push_back({policy::kEverybody, at + random_hours(dice_, 24)});
    return made;
  }
  policy::Approval approval(unsigned n) {
    return {.release = {n},
            .tree = digest(n),
            .stage = asked_.rules->digest,
            .person = dice_.once_in(2) ? "ann" : "bo",
            .role = dice_.once_in(2) ? "a" : "b",
            .until =
                dice_.once_in(3) ? std::optional{day(1) + random_hours(dice_, 500)} : std::nullopt};
  }

  void add_rules() {
    policy::Rules& rules = *asked_.rules;
    rules.stage = random_stage(dice_);
    rules.stage_number = 1 + dice_.upto(2);
    rules.watched = {{group("pilot"), dice_.once_in(4)}};
    if (dice_.once_in(2)) rules.stage.gate = random_gate(dice_);
    if (dice_.once_in(3)) rules.watchers = {{random_gate(dice_), {group("plants")}}};
    if (dice_.once_in(3)) rules.freshness = random_freshness(dice_);
    if (dice_.once_in(3)) rules.no_evidence = random_no_evidence(dice_);
    rules.sticky = dice_.once_in(5);
  }

  void add_limits(policy::Limits& limits) {
    const policy::Said said{.by = "ann", .at = before_now()};
    if (dice_.once_in(10)) limits.pins = {{any_version(), said}};
    if (dice_.once_in(8)) limits.floors = {{any_version(), said}};
    if (dice_.once_in(8)) limits.blocks = {{any_version(), said}, {any_version(), said}};
    if (dice_.once_in(8)) limits.lag = policy::Lag{1 + dice_.upto(1), said};
    if (dice_.once_in(8)) limits.allowed = {{.from = any_version(), .said = said}};
    if (dice_.once_in(15)) limits.holds = {{said}};
  }

  void add_acts() {
    policy::FeedFacts& facts = asked_.facts;
    if (dice_.once_in(20)) facts.stopped = policy::Said{.by = "ann", .at = before_now()};
    if (dice_.once_in(15)) asked_.moment.clock_suspect = "it was set back";
    asked_.moment.assume_healthy = dice_.once_in(5);
    for (unsigned n = 1; n <= count_; ++n) {
      if (dice_.once_in(3))
        facts.checks.push_back({.tree = digest(n), .check = "bench", .yes = true});
      if (dice_.once_in(8)) add_halt(n);
      if (dice_.once_in(8)) add_pause(n);
      if (dice_.once_in(4)) add_bypass(n);
    }
  }
  void add_halt(unsigned n) {
    using Acknowledged = policy::Halt::Acknowledged;
    policy::Halt halt{.release = {n}, .group = group("pilot"), .at = before_now()};
    if (dice_.once_in(2)) {
      halt.acknowledged = Acknowledged{.how = static_cast<Acknowledged::How>(dice_.upto(1)),
                                       .said = {.by = "ann", .at = halt.at + 1h}};
      if (dice_.once_in(2)) halt.acknowledged->fixed_by = Sequence{any()};
    }
    asked_.facts.halts.push_back(halt);
  }
  void add_pause(unsigned n) {
    policy::Pause pause{.release = {n}, .said = {.by = "ann", .at = before_now()}};
    if (dice_.once_in(2)) pause.lifted = pause.said.at + random_hours(dice_, 12);
    asked_.own().pauses.push_back(pause);
  }
  void add_bypass(unsigned n) {
    policy::Bypass made{.number = n, .release = {n}, .skips = random_skips(dice_)};
    made.said = {.by = "ann", .at = before_now()};
    made.until = made.said.at + random_hours(dice_, 72);
    if (!dice_.once_in(4)) made.granted = made.said.at;
    made.break_glass = dice_.once_in(4);
    if (dice_.once_in(3)) {
      made.only =
          std::make_shared<const std::vector<policy::Place>>(std::vector<policy::Place>{{7}, {70}});
    }
    asked_.facts.bypasses.push_back(std::move(made));
  }

  Dice dice_;
  unsigned count_;
  AQuestion asked_{};
};

}  // namespace

AQuestion random_question(unsigned seed) {
  return Thought{seed}.asked();
}

}  // namespace tests
