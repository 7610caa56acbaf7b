#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "policy/turn.h"
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
  asked.facts.releases.clear();
  asked.own().openings.clear();
  for (unsigned n = 1; n <= count; ++n) {
    asked.facts.releases.push_back(release(n));
    // A feed that goes back to earlier content may use a version's name again.
    if (dice.upto(7) == 0) asked.facts.releases.back().version = version("1");
    if (dice.sometimes())
      asked.facts.releases.back().standing = static_cast<policy::Standing>(dice.upto(3));
    if (dice.sometimes())
      asked.own().openings.push_back(tests::opened(n, day(static_cast<int>(n))));
    if (dice.sometimes()) {
      asked.in("pilot").openings.push_back(tests::opened(n, day(static_cast<int>(n))));
    }
    if (dice.sometimes()) {
      asked.own().approvals.push_back({.release = {n},
                                       .tree = tests::digest(n),
                                       .stage = asked.rules->digest,
                                       .person = "ann",
                                       .role = "r"});
    }
  }
  asked.rules->watched = {{group("pilot")}};
  asked.rules->stage.soak = std::chrono::hours{dice.upto(72)};
  if (dice.sometimes())
    asked.rules->stage.gate = policy::Gate{.bake = std::chrono::hours{dice.upto(72)}};
  if (dice.sometimes())
    asked.rules->watchers = {
        {policy::Gate{.bake = std::chrono::hours{dice.upto(72)}}, {group("plants")}}};
  if (dice.sometimes()) asked.rules->stage.approve = {{.role = "r"}};
  const auto any = [&] { return version(std::to_string(1 + dice.upto(count))); };
  if (dice.sometimes()) asked.rules->limits.pins = {{any()}};
  if (dice.sometimes()) asked.rules->limits.floors = {{any()}};
  if (dice.sometimes()) asked.rules->limits.blocks = {{any()}};
  if (dice.sometimes()) asked.rules->limits.lag = policy::Lag{dice.upto(2)};
  if (dice.upto(5) == 0) asked.rules->limits.holds = {{}};
  asked.moment.now = day(static_cast<int>(dice.upto(12))) + std::chrono::hours{dice.upto(23)};
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
  CHECK(asked.to_open() == random_question(seed).to_open());
}

TEST_CASE("waiting never takes an offer back", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.offered();
  const auto to_open = asked.to_open();
  asked.moment.now += 100h;
  CHECK(asked.offered() == before);
  if (to_open) CHECK(asked.to_open() >= to_open);
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
  const auto to_open = asked.to_open();
  if (!to_open) return;
  const auto& chosen = asked.facts.releases[to_open->number - 1];
  CHECK(chosen.standing == policy::Standing::Good);
  CHECK(asked.question().own.opening_of(*to_open) == nullptr);
  CHECK(asked.rules->limits.holds.empty());
  CHECK(std::ranges::count(withheld(asked), *to_open) == 0);
  for (const auto& block : asked.rules->limits.blocks) CHECK(block.version != chosen.version);
  for (const auto& pin : asked.rules->limits.pins) CHECK(pin.version == chosen.version);
  CHECK(asked.moment.now >= chosen.first_seen + asked.rules->stage.soak);
}

TEST_CASE("an approval never closes anything", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto offered = asked.offered();
  const auto to_open = asked.to_open();
  for (const auto& one : asked.facts.releases) {
    asked.own().approvals.push_back({.release = one.sequence,
                                     .tree = one.tree,
                                     .stage = asked.rules->digest,
                                     .person = "bo",
                                     .role = "r"});
  }
  CHECK(asked.offered() == offered);
  if (to_open) CHECK(asked.to_open() >= to_open);
}

TEST_CASE("taking an approval away never opens anything", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto with = asked.to_open();
  asked.own().approvals.clear();
  const auto without = asked.to_open();
  if (without) CHECK(with >= without);
}

TEST_CASE("the order in which facts were read changes nothing", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.to_open();
  std::ranges::reverse(asked.own().approvals);
  std::ranges::reverse(asked.facts.halts);
  std::ranges::reverse(asked.own().pauses);
  CHECK(asked.to_open() == before);
  CHECK(asked.offered() == random_question(seed).offered());
}

TEST_CASE("opening what a plan opens offers it at once and nothing older", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.offered();
  const auto to_open = asked.to_open();
  if (!to_open) return;
  policy::apply(asked.facts, policy::Opened{group("office"), *to_open}, asked.moment.now);
  CHECK(asked.offered() == to_open->number);
  if (asked.rules->limits.pins.empty()) CHECK(asked.offered() >= before);
}

TEST_CASE("a plan says when time alone may change it and not a second late", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto look = asked.plan().next_look;
  const auto before = asked.to_open();
  if (!look) {
    asked.moment.now += 10'000h;
    CHECK(asked.to_open() == before);
    return;
  }
  CHECK(*look > asked.moment.now);
  asked.moment.now = *look - 1s;
  CHECK(asked.to_open() == before);
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
