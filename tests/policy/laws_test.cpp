#include <algorithm>
#include <catch2/catch.hpp>

#include "policy/turn.h"
#include "tests/policy/random_question.h"

using namespace std::chrono_literals;
using policy::Depth;
using policy::Place;
using policy::Sequence;
using tests::AQuestion;
using tests::group;
using tests::random_question;

namespace {

constexpr Place kPlaces[] = {{0}, {7}, {70}, {700}, {7'000}, {70'000}, {1ULL << 40}, {~0ULL}};

unsigned a_seed() {
  return static_cast<unsigned>(GENERATE(take(150, random(0, 1'000'000'000))));
}

std::vector<std::uint64_t> offers(const AQuestion& asked) {
  const auto open = asked.plan(Depth::Decide).open;
  std::vector<std::uint64_t> made;
  for (const Place place : kPlaces) {
    const auto chosen = policy::choose(open, place);
    made.push_back(chosen ? chosen->number : 0);
  }
  return made;
}

bool is_pinned(const AQuestion& asked) {
  return !asked.rules->limits.pins.empty() || !asked.facts.said.pins.empty() ||
         !asked.facts.of(group("office")).said.pins.empty();
}

/// Whether nobody is offered anything older in `after` than in `before`.
bool no_offer_goes_down(const std::vector<std::uint64_t>& before,
                        const std::vector<std::uint64_t>& after) {
  return std::ranges::equal(before, after, std::ranges::less_equal{});
}

template <class T>
bool same(const std::optional<T>& one, const std::optional<T>& other) {
  return one.has_value() == other.has_value() &&
         (!one || (one->release == other->release && one->to == other->to));
}

/// Whether one plan does the same as another, whatever they explain.
bool same(const policy::Plan& one, const policy::Plan& other) {
  return one.open == other.open && one.withdrawn == other.withdrawn && one.stale == other.stale &&
         same(one.to_open, other.to_open) && same(one.to_widen, other.to_widen);
}

}  // namespace

TEST_CASE("the same question has the same answer", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto asked = random_question(seed);
  const auto one = asked.plan(), other = asked.plan();
  CHECK(same(one, other));
  CHECK(one.next_look == other.next_look);
  CHECK(offers(asked) == offers(random_question(seed)));
}

TEST_CASE("waiting never takes an offer back", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = offers(asked);
  asked.moment.now += std::chrono::hours{seed % 2'000};
  CHECK(offers(asked) == before);
}

TEST_CASE("every release that is withheld has a reason", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto plan = random_question(seed).plan();
  for (const auto& one : plan.withheld) {
    CHECK_FALSE(one.reasons.empty());
    CHECK_FALSE(policy::sentences(one.reasons).empty());
    CHECK((!plan.to_open || plan.to_open->release != one.release));
  }
}

TEST_CASE("a decision and its explanation agree on what happens", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto asked = random_question(seed);
  const auto decided = asked.plan(Depth::Decide), explained = asked.plan(Depth::Explain);
  CHECK(same(decided, explained));
  if (decided.to_open) {
    CHECK(decided.to_open->how == explained.to_open->how);
    CHECK(decided.to_open->because == explained.to_open->because);
  }
  CHECK(decided.withheld.empty());
  CHECK(decided.ramping.empty());
  // An explanation changes with each reason, a decision with the last of them.
  if (decided.next_look) CHECK(explained.next_look <= decided.next_look);
}

TEST_CASE("what opens next is neither open nor withdrawn nor against a limit",
          "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto asked = random_question(seed);
  const auto open = asked.plan().to_open;
  if (!open) return;
  const auto& chosen = asked.facts.release(open->release);
  CHECK(chosen.standing == policy::Standing::Good);
  CHECK_FALSE(asked.facts.stopped);
  CHECK_FALSE(asked.moment.clock_suspect);
  CHECK((!chosen.expires_at || asked.moment.now < *chosen.expires_at));
  const auto question = asked.question();
  CHECK(question.own.opening_of(open->release) == nullptr);
  for (const auto* limits : {&asked.rules->limits, &asked.facts.said, &question.own.said}) {
    CHECK(limits->holds.empty());
    for (const auto& block : limits->blocks) CHECK(block.version != chosen.version);
  }
  if (open->how != policy::Opening::How::Rules) {
    CHECK_FALSE(open->because.empty());
    return;
  }
  CHECK(asked.moment.now >= chosen.first_seen + asked.rules->stage.soak);
  const auto& window = asked.rules->stage.window;
  CHECK((!window || window->hours(asked.moment.now).open));
}

TEST_CASE("an approval never closes anything", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = offers(asked);
  const auto to_open = asked.to_open();
  const char* const role = seed % 2 == 0 ? "a" : "b";
  auto& approvals = asked.own().approvals;
  for (const auto& one : asked.facts.releases) {
    approvals.insert(approvals.begin() + (seed % 3 == 0 ? 0 : approvals.end() - approvals.begin()),
                     {.release = one.sequence,
                      .tree = one.tree,
                      .stage = asked.rules->digest,
                      .person = "ann",
                      .role = role});
  }
  CHECK(offers(asked) == before);
  CHECK(asked.to_open() >= to_open);
}

TEST_CASE("taking good evidence away never opens anything", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = offers(asked);
  const auto to_open = asked.to_open();
  SECTION("approvals") {
    asked.own().approvals.clear();
  }
  SECTION("the yes of a check") {
    asked.facts.checks.clear();
  }
  SECTION("takes that survived") {
    for (auto& [name, facts] : asked.facts.groups) {
      for (auto& [release, shown] : facts.experience) {
        shown.all.mature -= shown.all.survived;
        shown.all.survived = 0;
      }
    }
  }
  CHECK(offers(asked) == before);
  CHECK(asked.to_open() <= to_open);
}

TEST_CASE("the order in which things were written or read changes nothing", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = asked.plan();
  tests::Dice dice{seed};
  dice.shuffle(asked.own().approvals);
  dice.shuffle(asked.own().pauses);
  dice.shuffle(asked.facts.halts);
  dice.shuffle(asked.facts.bypasses);
  dice.shuffle(asked.facts.said.blocks);
  auto& rules = *asked.rules;
  dice.shuffle(rules.limits.blocks);
  dice.shuffle(rules.stage.approve);
  dice.shuffle(rules.stage.checks);
  const auto after = asked.plan();
  CHECK(same(before, after));
  CHECK(before.next_look == after.next_look);
}

TEST_CASE("what a plan opens or widens takes nothing from anybody", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto before = offers(asked);
  const auto plan = asked.plan();
  if (const auto& open = plan.to_open) {
    policy::apply(asked.facts, policy::Opened{group("office"), open->release, open->how, open->to},
                  asked.moment.now);
    CHECK(asked.plan().open.size() > 0);
    if (!is_pinned(asked)) CHECK(no_offer_goes_down(before, offers(asked)));
  } else if (const auto& widen = plan.to_widen) {
    const auto old = asked.question().own.opening_of(widen->release)->reached();
    CHECK(widen->to > old);
    policy::apply(asked.facts, policy::Widened{group("office"), widen->release, widen->to},
                  asked.moment.now);
    if (!is_pinned(asked)) CHECK(no_offer_goes_down(before, offers(asked)));
  }
}

TEST_CASE("a device is offered only what was opened to it and is not taken back",
          "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  const auto asked = random_question(seed);
  const auto plan = asked.plan();
  const auto& facts = asked.facts;
  for (const Place place : kPlaces) {
    const auto chosen = policy::choose(plan.open, place);
    if (!chosen) continue;
    const auto standing = facts.release(*chosen).standing;
    CHECK((standing == policy::Standing::Good || standing == policy::Standing::Suspect));
    CHECK(std::ranges::count(plan.withdrawn, *chosen) == 0);
    const auto* const opening = asked.question().own.opening_of(*chosen);
    const bool forwarded = std::ranges::any_of(facts.bypasses, [&](const policy::Bypass& one) {
      return one.release == *chosen && one.only && std::ranges::count(*one.only, place) > 0;
    });
    CHECK((opening != nullptr || forwarded));
  }
}

TEST_CASE("a plan says when time alone may change it and not a second late", "[policy][property]") {
  const unsigned seed = a_seed();
  CAPTURE(seed);
  auto asked = random_question(seed);
  const auto depth = seed % 2 == 0 ? Depth::Decide : Depth::Explain;
  const auto plan = asked.plan(depth);
  const auto now = asked.moment.now;
  if (plan.next_look) CHECK(*plan.next_look > now);
  if (plan.to_open || plan.to_widen) return;
  const auto until = plan.next_look ? *plan.next_look : now + 10'000h;
  tests::Dice dice{seed};
  for (const auto at : {until - 1s, now + (until - now) * dice.upto(99) / 100}) {
    if (at < now) continue;
    asked.moment.now = at;
    const auto later = asked.plan(depth);
    CHECK_FALSE(later.to_open);
    CHECK_FALSE(later.to_widen);
  }
}
