#include "tests/policy/a_bake.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "policy/control.h"

namespace tests {
namespace {

constexpr double kPoll = 60, kInTime = 1.5 * kPoll;
constexpr int kLook = 5, kEnd = 300;

struct Request {
  double at = 0;
  double back = kNever;  ///< When the device asked again.
};

struct Site {
  double killed = 0;
  double quiet = kNever;
};

/// The requests of one device from the opening to the end; the first is its take.
std::vector<Request> requests(const Site& site, const ABake& bake, Chance& chance) {
  std::vector<Request> all;
  const bool dies = chance.hits(site.killed);
  const double end = std::min<double>(kEnd, site.quiet);
  for (double at = chance.next() * bake.spread; at < end; at += kPoll) {
    if (!all.empty()) all.back().back = at;
    all.push_back({.at = at});
    if (dies || chance.hits(bake.off)) break;
  }
  return all;
}

enum class Known { NotYet, Returned, Silent };

Known known(const Request& request, double now) {
  if (request.back <= now && request.back <= request.at + kInTime) return Known::Returned;
  return request.at + kInTime <= now ? Known::Silent : Known::NotYet;
}

void count(policy::Tally& tally, const Request& request, double now) {
  if (request.at > now) return;
  ++tally.taken;
  const Known what = known(request, now);
  if (what == Known::NotYet) return;
  ++tally.mature;
  ++(what == Known::Silent ? tally.silent : tally.survived);
}

policy::Control compare(const std::vector<Request>& takes, const std::vector<Request>& control,
                        double now) {
  std::array<policy::SameHour, kEnd / 60> hours;
  const auto hour_of = [&hours](const Request& request) -> policy::SameHour& {
    return hours.at(static_cast<std::size_t>(request.at / 60));
  };
  const auto due = [now](const Request& request) { return request.at + kInTime <= now; };
  for (const Request& take : takes) {
    if (due(take)) ++hour_of(take).takes;
  }
  for (const Request& request : control) {
    if (!due(request)) continue;
    ++hour_of(request).mature;
    if (known(request, now) == Known::Silent) ++hour_of(request).silent;
  }
  return policy::matched(policy::Control::Of::OtherGroups, hours);
}

struct Story {
  std::vector<Request> takes{};
  std::vector<Request> control{};
};

Story story(const ABake& bake) {
  Chance chance{bake.seed};
  Story all;
  for (unsigned i = 0; i < bake.pilot; ++i) {
    const auto mine = requests({bake.killed, bake.pilot_quiet}, bake, chance);
    if (!mine.empty()) all.takes.push_back(mine.front());
  }
  for (unsigned i = 0; i < bake.others; ++i) {
    const auto mine = requests({0, bake.others_quiet}, bake, chance);
    all.control.insert(all.control.end(), mine.begin(), mine.end());
  }
  return all;
}

policy::Experience seen(const Story& all, int now) {
  policy::Experience experience;
  for (const Request& take : all.takes) count(experience.all, take, now);
  experience.control = compare(all.takes, all.control, now);
  experience.looks = static_cast<std::uint64_t>(now / kLook - 1);
  return experience;
}

}  // namespace

double Chance::next() {
  state_ += 0x9e3779b97f4a7c15U;
  std::uint64_t x = state_;
  x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
  x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
  return static_cast<double>((x ^ (x >> 31U)) >> 11U) / 9007199254740992.0;
}

unsigned Chance::of(unsigned whole, double share) {
  if (share > 0.5) return whole - of(whole, 1 - share);
  const double drawn = next();
  double term = std::pow(1 - share, whole), sum = term;
  unsigned hit = 0;
  while (sum < drawn && hit < whole) {
    term *= share / (1 - share) * (whole - hit) / (hit + 1);
    sum += term;
    ++hit;
  }
  return hit;
}

policy::Experience ABake::at_end() const {
  return seen(story(*this), kEnd);
}

std::optional<int> ABake::halted(const policy::Gate& gate) const {
  const Story all = story(*this);
  for (int now = kLook; now <= kEnd; now += kLook) {
    if (policy::harm(gate, seen(all, now), false)) return now;
  }
  return std::nullopt;
}

}  // namespace tests
