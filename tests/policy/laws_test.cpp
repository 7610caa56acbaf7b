#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "tests/policy/a_question.h"

using namespace std::chrono_literals;
using policy::Sequence;
using tests::AQuestion;
using tests::day;
using tests::group;
using tests::release;
using tests::version;

namespace {

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_{seed} {}
  unsigned upto(unsigned most) { return static_cast<unsigned>(engine_() % (most + 1)); }
  bool sometimes() { return upto(2) == 0; }

 private:
  std::mt19937 engine_;
};

/// Any question that the relay could ask: releases, openings in time, rules, limits.
AQuestion random_question(unsigned seed) {
  Dice dice{seed};
  AQuestion asked;
  const unsigned count = 1 + dice.upto(5);
  asked.releases.clear();
  asked.facts.openings.clear();
  for (unsigned n = 1; n <= count; ++n) {
    asked.releases.push_back(release(n));
    // A feed that goes back to earlier content may use a version's name again.
    if (dice.upto(7) == 0) asked.releases.back().version = version("1");
    if (dice.sometimes())
      asked.releases.back().standing = static_cast<policy::Standing>(dice.upto(3));
    if (dice.sometimes())
      asked.facts.openings.push_back({.release = {n}, .at = day(static_cast<int>(n))});
    if (dice.sometimes()) {
      asked.facts.others[group("pilot")].push_back(
          {.release = {n}, .at = day(static_cast<int>(n))});
    }
    if (dice.sometimes()) {
      asked.facts.approvals.push_back({.release = {n},
                                       .tree = tests::digest(n),
                                       .stage = asked.stage,
                                       .person = "ann",
                                       .role = "r"});
    }
  }
  asked.rules->watched = {group("pilot")};
  asked.rules->next = {group("plants")};
  asked.rules->stage.soak = std::chrono::hours{dice.upto(72)};
  if (dice.sometimes())
    asked.rules->stage.gate = policy::Gate{.bake = std::chrono::hours{dice.upto(72)}};
  if (dice.sometimes())
    asked.rules->watched_for = policy::Gate{.bake = std::chrono::hours{dice.upto(72)}};
  if (dice.sometimes()) asked.rules->stage.approve = {{.role = "r"}};
  const auto any = [&] { return version(std::to_string(1 + dice.upto(count))); };
  if (dice.sometimes()) asked.rules->limits.pins = {{any()}};
  if (dice.sometimes()) asked.rules->limits.floors = {{any()}};
  if (dice.sometimes()) asked.rules->limits.blocks = {{any()}};
  if (dice.sometimes()) asked.rules->limits.lag = policy::Lag{dice.upto(2)};
  if (dice.upto(5) == 0) asked.rules->limits.holds = {{}};
  asked.now = day(static_cast<int>(dice.upto(12))) + std::chrono::hours{dice.upto(23)};
  return asked;
}

unsigned a_seed() {
  return static_cast<unsigned>(GENERATE(take(400, random(0, 1'000'000'000))));
}

std::vector<Sequence> withheld(const AQuestion& asked) {
  std::vector<Sequence> found;
  for (const auto& one : asked.plan().withheld) found.push_back(one.release);
  return found;
}

}  // namespace

TEST_CASE("the same question has the same answer", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto asked = random_question(seed);
  CHECK(asked.offered() == random_question(seed).offered());
  CHECK(asked.plan().to_open == random_question(seed).plan().to_open);
}

TEST_CASE("waiting never takes an offer back", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.offered();
  const auto to_open = asked.plan().to_open;
  asked.now += 100h;
  CHECK(asked.offered() == before);
  if (to_open) CHECK(asked.plan().to_open >= to_open);
}

TEST_CASE("every release that is withheld has a reason", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  for (const auto& one : random_question(seed).plan().withheld) CHECK_FALSE(one.reasons.empty());
}

TEST_CASE("what opens next is neither open nor withdrawn nor against a limit",
          "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto asked = random_question(seed);
  const auto to_open = asked.plan().to_open;
  if (!to_open) return;
  const auto& chosen = asked.releases[to_open->number - 1];
  CHECK(chosen.standing == policy::Standing::Good);
  CHECK(std::ranges::count(asked.facts.openings, *to_open, &policy::Opening::release) == 0);
  CHECK(asked.rules->limits.holds.empty());
  CHECK(std::ranges::count(withheld(asked), *to_open) == 0);
  for (const auto& block : asked.rules->limits.blocks) CHECK(block.version != chosen.version);
  for (const auto& pin : asked.rules->limits.pins) CHECK(pin.version == chosen.version);
  CHECK(asked.now >= chosen.first_seen + asked.rules->stage.soak);
}

TEST_CASE("an approval never closes anything", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto offered = asked.offered();
  const auto to_open = asked.plan().to_open;
  for (const auto& one : asked.releases) {
    asked.facts.approvals.push_back({.release = one.sequence,
                                     .tree = one.tree,
                                     .stage = asked.stage,
                                     .person = "bo",
                                     .role = "r"});
  }
  CHECK(asked.offered() == offered);
  if (to_open) CHECK(asked.plan().to_open >= to_open);
}

TEST_CASE("taking an approval away never opens anything", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto with = asked.plan().to_open;
  asked.facts.approvals.clear();
  const auto without = asked.plan().to_open;
  if (without) CHECK(with >= without);
}

TEST_CASE("the order in which facts were read changes nothing", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.plan();
  std::ranges::reverse(asked.facts.openings);
  std::ranges::reverse(asked.facts.approvals);
  for (auto& [name, openings] : asked.facts.others) std::ranges::reverse(openings);
  CHECK(asked.plan().to_open == before.to_open);
  CHECK(asked.offered() == random_question(seed).offered());
}

TEST_CASE("opening what a plan opens offers it at once and nothing older", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.offered();
  const auto to_open = asked.plan().to_open;
  if (!to_open) return;
  asked.facts.openings.push_back({.release = *to_open, .at = asked.now});
  CHECK(asked.offered() == to_open->number);
  if (asked.rules->limits.pins.empty()) CHECK(asked.offered() >= before);
}

TEST_CASE("a plan says when time alone may change it and not a second late", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto look = asked.plan().next_look;
  const auto before = asked.plan().to_open;
  if (!look) {
    asked.now += 10'000h;
    CHECK(asked.plan().to_open == before);
    return;
  }
  CHECK(*look > asked.now);
  asked.now = *look - 1s;
  CHECK(asked.plan().to_open == before);
}

TEST_CASE("a bucket is the same on every build", "[policy][place]") {
  using policy::bucket;
  CHECK(bucket({0}, {0}).number == 0);
  CHECK(bucket({1}, {0}).number == bucket({0}, {1}).number);
  CHECK(policy::reached({10'000}, {9'999}));
  CHECK_FALSE(policy::reached({0}, {0}));
  CHECK(policy::reached({1}, {0}));
  CHECK_FALSE(policy::reached({1}, {1}));
}

TEST_CASE("buckets are spread evenly and widening a ramp takes it from nobody", "[policy][place]") {
  std::size_t below_ten_percent = 0;
  constexpr std::size_t kDevices = 20'000;
  for (std::uint64_t device = 0; device < kDevices; ++device) {
    const auto place = policy::bucket({device * 0x9e3779b97f4a7c15U}, {42});
    CHECK(place.number < 10'000);
    if (policy::reached({1'000}, place)) {
      ++below_ten_percent;
      CHECK(policy::reached({1'001}, place));
    }
  }
  CHECK(below_ten_percent > kDevices / 10 * 9 / 10);
  CHECK(below_ten_percent < kDevices / 10 * 11 / 10);
}
