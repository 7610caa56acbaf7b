#include <algorithm>
#include <catch2/catch.hpp>

#include "policy/forecast.h"
#include "tests/policy/a_history.h"

using namespace std::chrono_literals;
using policy::Event;
using policy::Instant;
using tests::AHistory;
using tests::APath;
using tests::day;

namespace {

constexpr int kActs = 40;

unsigned a_history_seed() {
  return static_cast<unsigned>(GENERATE(take(12, random(0, 1'000'000'000))));
}

using Offers = std::vector<std::uint64_t>;

bool is_halt(const Event& event) {
  return std::holds_alternative<policy::Halted>(event);
}

bool nobody_goes_down(const Offers& before, const Offers& after) {
  return std::ranges::equal(before, after, std::ranges::less_equal{});
}

/// A history after some acts and turns.
AHistory a_history(unsigned seed, int acts = kActs) {
  AHistory history{seed};
  for (int n = 0; n < acts; ++n) {
    history.something_happens();
    history.time_passes();
  }
  return history;
}

std::vector<std::string> lines(const std::vector<Event>& events, Instant at, const APath& path) {
  std::vector<std::string> said;
  for (const auto& line : path.sentences(events)) said.push_back(policy::show(at) + " " + line);
  return said;
}

const policy::Rules& rules_of(const policy::FeedRulesOf& rules, const policy::GroupId& group) {
  return *std::ranges::find(rules, group, &policy::FeedRulesOf::value_type::first)->second;
}

}  // namespace

TEST_CASE("no device is offered an older release than before unless something is taken back",
          "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  AHistory history{seed};
  for (int n = 0; n < kActs; ++n) {
    CAPTURE(n);
    const auto before = history.offers();
    bool taken_back = history.something_happens();
    // What a pin asks for may come only now, for instance because a block of it was lifted.
    const bool pinned = std::ranges::any_of(
        history.path.facts.groups, [](const auto& one) { return !one.second.said.pins.empty(); });
    if (!taken_back && !pinned) CHECK(nobody_goes_down(before, history.offers()));
    taken_back = std::ranges::any_of(history.time_passes(), is_halt) || taken_back || pinned;
    if (!taken_back) CHECK(nobody_goes_down(before, history.offers()));
  }
}

TEST_CASE("a turn ends and a second one finds nothing", "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  AHistory history{seed};
  for (int n = 0; n < kActs; ++n) {
    CAPTURE(n);
    history.something_happens();
    const auto first = history.path.turn();
    const auto second = history.path.turn();
    CHECK(second.events.empty());
    CHECK(first.next == second.next);
    history.path.moment.now += history.some_hours();
  }
}

TEST_CASE("nothing happens by time alone before a turn said so", "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  AHistory history{seed};
  for (int n = 0; n < kActs; ++n) {
    CAPTURE(n);
    history.something_happens();
    const auto turned = history.path.turn();
    const Instant now = history.path.moment.now;
    const Instant until = turned.next ? *turned.next : now + 1'000h;
    CHECK(until > now);
    for (const Instant at : {until - 1s, now + (until - now) / 2}) {
      APath later = history.path;
      later.moment.now = at;
      CHECK(later.turn().events.empty());
    }
    history.path.moment.now += history.some_hours();
  }
}

TEST_CASE("a turn that explains does what one that decides does", "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  AHistory history{seed};
  for (int n = 0; n < kActs; ++n) {
    CAPTURE(n);
    history.something_happens();
    APath explained = history.path;
    const auto one = history.path.turn(), other = explained.turn(policy::Depth::Explain);
    CHECK(explained.sentences(other.events) == history.path.sentences(one.events));
    for (std::size_t i = 0; i < one.plans.size(); ++i) {
      CHECK(one.plans[i].open == other.plans[i].open);
      CHECK(one.plans[i].withdrawn == other.plans[i].withdrawn);
      CHECK(one.plans[i].stale == other.plans[i].stale);
    }
    history.path.moment.now += history.some_hours();
  }
}

TEST_CASE("nothing opens or widens outside its window unless people or the ceiling say so",
          "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  AHistory history{seed};
  for (int n = 0; n < kActs; ++n) {
    CAPTURE(n);
    history.something_happens();
    const auto& facts = history.path.facts;
    const auto& rules = history.path.rules();
    const bool late = history.path.document.paths[0].freshness.has_value();
    for (const Event& event : history.path.turn().events) {
      const auto* const opened = std::get_if<policy::Opened>(&event);
      const auto* const widened = std::get_if<policy::Widened>(&event);
      if (opened == nullptr && (widened == nullptr || late || !facts.bypasses.empty())) continue;
      if (opened != nullptr && opened->how != policy::Opening::How::Rules) continue;
      const auto& group = opened != nullptr ? opened->group : widened->group;
      const auto& window = rules_of(rules, group).stage.window;
      CHECK((!window || window->hours(history.path.moment.now).open));
    }
    history.path.moment.now += history.some_hours();
  }
}

TEST_CASE("the order of groups in the policy changes nothing", "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  AHistory history{seed};
  for (int n = 0; n < kActs; ++n) {
    CAPTURE(n);
    history.something_happens();
    APath turned = history.path;
    std::ranges::reverse(turned.document.groups);
    auto one = history.path.sentences(history.path.turn().events);
    auto other = turned.sentences(turned.turn().events);
    std::ranges::sort(one);
    std::ranges::sort(other);
    CHECK(one == other);
    history.path.moment.now += history.some_hours();
  }
}

TEST_CASE("a forecast with no new facts comes true", "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  auto history = a_history(seed, 30);
  APath& path = history.path;
  path.moment.assume_healthy = seed % 2 == 0;
  const Instant until = path.moment.now + 400h;
  std::vector<std::string> foretold;
  std::vector<Instant> looks;
  for (const auto& one :
       policy::forecast(path.rules(), path.facts, path.moment, until).milestones) {
    for (auto& line : lines({one.event}, one.at, path)) foretold.push_back(std::move(line));
    looks.push_back(one.at);
  }
  // The relay turns when a milestone is due, and at any other time as well.
  for (Instant at = path.moment.now; at <= until; at += history.some_hours() + 1s) {
    looks.push_back(at);
  }
  std::ranges::sort(looks);
  std::vector<std::string> happened;
  for (const Instant at : looks) {
    path.moment.now = at;
    for (auto& line : lines(path.turn().events, at, path)) happened.push_back(std::move(line));
  }
  CHECK(happened == foretold);
}

TEST_CASE("openings are one for each release and their steps rise", "[policy][property][history]") {
  const unsigned seed = a_history_seed();
  CAPTURE(seed);
  const auto history = a_history(seed);
  for (const auto& [group, facts] : history.path.facts.groups) {
    for (std::size_t i = 0; i < facts.openings.size(); ++i) {
      const auto& opening = facts.openings[i];
      if (i > 0) CHECK(facts.openings[i - 1].release < opening.release);
      REQUIRE_FALSE(opening.steps.empty());
      for (std::size_t n = 1; n < opening.steps.size(); ++n) {
        CHECK(opening.steps[n - 1].to < opening.steps[n].to);
        CHECK(opening.steps[n - 1].at <= opening.steps[n].at);
      }
    }
  }
}
