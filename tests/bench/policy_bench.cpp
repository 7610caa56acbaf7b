/// How long decisions take, on one core: one device's choice, a whole fleet's, one tick's plans.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include "policy/choose.h"
#include "policy/turn.h"

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kDevices = 8'500'000;
constexpr std::size_t kGroups = 200;
constexpr std::size_t kFeeds = 50;
constexpr unsigned kInView = 20;

policy::Instant day(int n) {
  return policy::from_unix_seconds(1'767'225'600) + n * 24h;
}

policy::GroupId group(std::size_t n) {
  return *policy::GroupId::parse("group-" + std::to_string(n));
}

/// The fastest of several runs, in seconds: what the machine can do when it is left alone.
template <class Work>
double fastest(Work work) {
  double best = 1e9;
  for (int i = 0; i < 5; ++i) {
    const auto began = std::chrono::steady_clock::now();
    work();
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    best = std::min(best, took.count());
  }
  return best;
}

/// As many devices as there are, with places that scatter.
std::vector<policy::Place> places() {
  std::vector<policy::Place> made(kDevices);
  std::uint64_t x = 0;
  for (auto& place : made) place.value = (x += 0x9e3779b97f4a7c15U);
  return made;
}

/// Nineteen ramps on their way, the newest at 5 %, and a base release. The worst that there can be
/// is when all of them have only begun; on a path they have not.
std::vector<policy::OpenRelease> open_releases(bool all_begun) {
  std::vector<policy::OpenRelease> open;
  for (unsigned age = 1; age <= kInView; ++age) {
    policy::OpenRelease one{.release = {kInView - age}, .salt = {age * 0x2545f4914f6cdd1dU}};
    one.reached.count = all_begun && age < kInView ? 500 : 500 * age;
    open.push_back(one);
  }
  return open;
}

void measure_choose(const char* what, bool all_begun) {
  const auto devices = places();
  const policy::Chooser chooser{open_releases(all_begun)};
  std::uint64_t sum = 0;
  const double seconds = fastest([&] {
    for (const policy::Place place : devices) sum += chooser.find(place);
  });
  std::uint64_t flat = 0;
  const double pass = fastest([&] {
    for (const policy::Place place : devices) flat += policy::bucket(place, {7}).number;
  });
  std::printf("choose, %u open, %s   %.1f ns a device (aim: at most 20)\n", kInView, what,
              seconds / kDevices * 1e9);
  std::printf("  all %zu devices: %.3f s (aim: under 0.5); %.1f times one bucket   [%llu]\n",
              kDevices, seconds, seconds / pass, static_cast<unsigned long long>(sum + flat));
}

/// A path of four stages that every group is in, with all that a stage can ask.
policy::Rules rules(const policy::FeedId& feed, std::size_t n) {
  policy::Rules made{.feed = feed, .group = group(n)};
  made.stage_number = 1 + n % 4;
  made.stage.soak = 4h;
  if (made.stage_number > 1) {
    made.stage.gate = policy::Gate{
        .bake = 4h, .survived = policy::Quota{5, {}}, .failed = policy::BasisPoints{200}};
    made.watched = {{group(n - 1)}};
  }
  if (made.stage_number < 4) {
    made.watchers = {{policy::Gate{.bake = 4h}, {group((n + 1) % kGroups)}}};
  }
  made.stage.approve = {{.role = "release-manager"}};
  auto calendar = std::make_shared<policy::Calendar>();
  calendar->name = "change-window";
  calendar->open = {{.at = 9h, .lasts = 7h}};
  made.stage.window = calendar;
  made.stage.ramp = {{{500}, 4h}, {{2500}, 24h}, {policy::kEverybody, 0s}};
  made.freshness = policy::Freshness{.ceiling = 2400h};
  return made;
}

policy::FeedFacts facts() {
  policy::FeedFacts made;
  for (unsigned n = 1; n <= kInView + 1; ++n) {
    made.releases.push_back({.sequence = {n},
                             .version = *policy::VersionText::parse("27" + std::to_string(n)),
                             .tree = {},
                             .first_seen = day(static_cast<int>(n)) - 1h});
  }
  for (std::size_t n = 0; n < kGroups; ++n) {
    auto& own = made.groups[group(n)];
    own.openings = {{{1}, policy::Opening::How::Adopted, {{policy::kEverybody, day(1)}}}};
    own.seen = 100;
  }
  return made;
}

void measure_turn() {
  std::vector<std::pair<policy::FeedRulesOf, policy::FeedFacts>> feeds;
  for (std::size_t f = 0; f < kFeeds; ++f) {
    const auto feed = *policy::FeedId::parse("feed-" + std::to_string(f));
    policy::FeedRulesOf of_groups;
    for (std::size_t n = 0; n < kGroups; ++n) of_groups.emplace_back(group(n), rules(feed, n));
    feeds.emplace_back(std::move(of_groups), facts());
  }
  const policy::Moment moment{.now = day(22)};
  std::size_t events = 0;
  std::size_t looks = 0;
  const double seconds = fastest([&] {
    for (auto& [of_groups, of_feed] : feeds) {
      const auto turned = policy::turn(of_groups, of_feed, moment);
      events += turned.events.size();
      looks += turned.next.has_value();
    }
  });
  std::printf(
      "plan, %zu groups x %zu feeds x %u releases in view   %.1f ms (aim: under 50)   [%zu %zu]\n",
      kGroups, kFeeds, kInView, seconds * 1e3, events, looks);
}

}  // namespace

int main() {
  measure_choose("the older the wider", false);
  measure_choose("all at 5 %", true);
  measure_turn();
}
