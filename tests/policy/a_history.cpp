#include "tests/policy/a_history.h"

#include <memory>

#include "policy/supersession.h"
#include "tests/policy/random_rules.h"

namespace tests {

using namespace std::chrono_literals;
using policy::Instant;

AHistory::AHistory(unsigned seed) : dice_{seed} {
  auto& made = path.document.paths[0];
  for (std::size_t i = 0; i < made.stages.size(); ++i) {
    auto groups = std::move(made.stages[i].groups);
    made.stages[i] = random_stage(dice_);
    made.stages[i].groups = std::move(groups);
    if (i > 0 && !dice_.once_in(5)) made.stages[i].gate = random_gate(dice_);
  }
  if (dice_.once_in(4) && made.stages[2].gate) {
    made.stages[2].gate->watch = {group("pilot"), group("office")};
  }
  if (dice_.once_in(3)) made.freshness = random_freshness(dice_);
  if (dice_.once_in(2)) made.no_evidence = random_no_evidence(dice_);
  for (auto& one : path.document.groups) {
    one.ephemeral = dice_.once_in(6);
    one.sticky = dice_.once_in(6);
  }
  path.document.bypass.review_within = random_hours(dice_, 48);
  path.facts.sticky = {77};
  if (dice_.once_in(4)) path.in("plants").openings.clear();
}

policy::Span AHistory::some_hours() {
  return random_hours(dice_, 16) + std::chrono::seconds{dice_.upto(3'600)};
}

policy::Sequence AHistory::any_release() {
  const auto newest = path.facts.releases.size();
  const auto back = dice_.upto(3);
  return {newest > back ? newest - back : newest};
}

bool AHistory::something_happens() {
  switch (dice_.upto(21)) {
    case 0:
      hold();
      return false;
    case 1:
      pause();
      return false;
    case 2:
      return pin();
    case 3:
      return block();
    case 4:
      return stop();
    case 5:
      bypass();
      return false;
    case 6:
      review();
      return false;
    case 7:
      return distrust();
    case 8:
      acknowledge();
      return false;
    case 9:
      doubt_the_clock();
      return false;
    case 10:
    case 11:
    case 12:
      approve();
      return false;
    case 13:
    case 14:
      check();
      return false;
    case 15:
    case 16:
    case 17:
      devices_speak();
      return false;
    default:
      publish();
      return false;
  }
}

void AHistory::publish() {
  auto& made = path.publish();
  made.salt = {dice_.upto(1'000'000)};
  made.marks.major = dice_.once_in(4);
  if (dice_.once_in(6)) made.expires_at = path.moment.now + random_hours(dice_, 300);
  if (dice_.once_in(6)) made.vendor_time = path.moment.now + random_hours(dice_, 8) - 6h;
  if (const auto why = policy::superseded_fast(path.facts.releases, {})) {
    auto& before = path.facts.releases[path.facts.releases.size() - 2];
    before.standing = policy::Standing::Suspect;
    before.standing_reason = *why;
  }
}

void AHistory::approve() {
  const policy::Release& release = path.facts.release(any_release());
  any_group().approvals.push_back({.release = release.sequence,
                                   .tree = release.tree,
                                   .stage = {},
                                   .person = dice_.once_in(2) ? "ann" : "bo",
                                   .role = dice_.once_in(2) ? "a" : "b",
                                   .at = path.moment.now,
                                   .until = path.moment.now + random_hours(dice_, 200) + 1h});
}

void AHistory::check() {
  path.facts.checks.push_back({.tree = path.facts.release(any_release()).tree,
                               .check = "bench",
                               .yes = !dice_.once_in(5),
                               .said = said()});
}

void AHistory::devices_speak() {
  auto& facts = any_group();
  if (facts.openings.empty()) return;
  auto& shown = facts.experience[dice_.any(facts.openings).release];
  const auto looks = shown.looks + 1;
  shown = random_experience(dice_);
  shown.looks = looks;
  if (dice_.once_in(2)) shown.next_mature = path.moment.now + random_hours(dice_, 8);
}

void AHistory::hold() {
  auto& holds = any_group().said.holds;
  if (holds.empty()) {
    holds.push_back({said()});
  } else {
    holds.clear();
  }
}

void AHistory::pause() {
  auto& facts = any_group();
  for (policy::Pause& pause : facts.pauses) {
    if (!pause.lifted && dice_.once_in(2)) {
      pause.lifted = path.moment.now;
      return;
    }
  }
  facts.pauses.push_back({.release = any_release(), .said = said(), .lifted = {}});
}

bool AHistory::pin() {
  auto& pins = any_group().said.pins;
  if (!pins.empty()) {
    pins.clear();
    return false;
  }
  pins = {{path.facts.release(any_release()).version, said()}};
  return true;
}

bool AHistory::block() {
  auto& blocks = dice_.once_in(2) ? path.facts.said.blocks : any_group().said.blocks;
  if (!blocks.empty()) {
    blocks.clear();
    return false;
  }
  blocks = {{path.facts.release(any_release()).version, said()}};
  return true;
}

bool AHistory::stop() {
  auto& stopped = path.facts.stopped;
  if (stopped) {
    stopped.reset();
    return false;
  }
  if (dice_.once_in(2)) stopped = said();
  return true;
}

void AHistory::bypass() {
  policy::Bypass made{.number = static_cast<std::int64_t>(path.facts.bypasses.size()),
                      .release = any_release(),
                      .skips = random_skips(dice_),
                      .until = path.moment.now + random_hours(dice_, 48),
                      .said = said()};
  if (dice_.once_in(2)) made.groups = {any_name()};
  if (!dice_.once_in(4)) made.granted = path.moment.now;
  made.break_glass = dice_.once_in(3);
  if (dice_.once_in(3)) {
    made.only =
        std::make_shared<const std::vector<policy::Place>>(std::vector<policy::Place>{{7}, {700}});
  }
  path.facts.bypasses.push_back(std::move(made));
}

void AHistory::review() {
  for (policy::Bypass& one : path.facts.bypasses) {
    if (dice_.once_in(2)) one.reviewed = path.moment.now;
  }
}

bool AHistory::distrust() {
  auto& release = path.facts.releases[any_release().number - 1];
  release.standing = static_cast<policy::Standing>(dice_.upto(3));
  return true;
}

void AHistory::acknowledge() {
  using Acknowledged = policy::Halt::Acknowledged;
  for (policy::Halt& halt : path.facts.halts) {
    if (halt.acknowledged) continue;
    halt.acknowledged = Acknowledged{
        .how = static_cast<Acknowledged::How>(dice_.upto(1)), .said = said(), .fixed_by = {}};
    if (dice_.once_in(2)) halt.acknowledged->fixed_by = any_release();
    return;
  }
}

void AHistory::doubt_the_clock() {
  auto& why = path.moment.clock_suspect;
  why = why ? std::nullopt : std::optional<std::string>{"it was set back"};
}

std::vector<policy::Event> AHistory::time_passes() {
  const Instant until = path.moment.now + some_hours();
  std::vector<policy::Event> happened;
  for (;;) {
    const auto turned = path.turn();
    happened.insert(happened.end(), turned.events.begin(), turned.events.end());
    if (!turned.next || *turned.next > until) break;
    path.moment.now = *turned.next;
  }
  path.moment.now = until;
  return happened;
}

std::vector<std::uint64_t> AHistory::offers() const {
  std::vector<std::uint64_t> made;
  for (const auto& [id, rules] : path.rules()) {
    const auto plan =
        policy::plan({&*rules, path.facts, path.facts.of(id), path.moment}, policy::Depth::Decide);
    for (const std::uint64_t place : {0ULL, 7ULL, 70ULL, 700ULL, 7'000ULL, 70'000ULL}) {
      const auto chosen = policy::choose(plan.open, {place});
      made.push_back(chosen ? chosen->number : 0);
    }
  }
  return made;
}

}  // namespace tests
