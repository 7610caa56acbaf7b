#include "policy/control.h"

#include <algorithm>
#include <cmath>

namespace policy {
namespace {

constexpr std::uint64_t kEnoughControl = 30;  // Fewer of the same group say less than other groups.
constexpr double kCovered = 0.9;              // Of the takes, at least.
constexpr double kCertain = 3.29;             // Standard deviations: 99.9 %, from both sides.

}  // namespace

void Matching::add(const SameHour& hour) {
  const auto takes = static_cast<double>(hour.takes);
  takes_ += takes;
  if (hour.mature == 0) return;
  compared_ += takes;
  silent_ += takes * share(hour.silent, hour.mature);
  spread_ += takes * takes / static_cast<double>(hour.mature);
}

Control Matching::control(Control::Of of) const {
  if (compared_ == 0 || compared_ < kCovered * takes_) return {};
  // Kish's effective size: weights that differ make a sample worth less.
  const double worth = std::floor(compared_ * compared_ / spread_ + 1e-9);
  const double quiet = std::round(worth * silent_ / compared_);
  return {of, static_cast<std::uint64_t>(worth), static_cast<std::uint64_t>(quiet)};
}

Control matched(Control::Of of, std::span<const SameHour> hours) {
  Matching matching;
  for (const SameHour& hour : hours) matching.add(hour);
  return matching.control(of);
}

Control nearest(const Compared& compared) {
  return nearest(matched(Control::Of::SameGroup, compared.same),
                 matched(Control::Of::OtherGroups, compared.others),
                 matched(Control::Of::History, compared.history));
}

Control nearest(const Control& same, const Control& others, const Control& history) {
  if (same.mature >= kEnoughControl) return same;
  if (others.mature >= kEnoughControl) return others;
  if (same.mature + others.mature > 0) return same.mature > others.mature ? same : others;
  return history;
}

double gone(const Tally& takes, std::uint64_t back, const Control& usual) {
  if (takes.silent <= back) return 0;
  const Interval excess =
      newcombe(takes.silent, takes.mature, usual.silent, usual.mature, kCertain);
  return std::clamp(excess.low * static_cast<double>(takes.mature), 0.0,
                    static_cast<double>(takes.silent - back));
}

Sequence oldest_in_use(const FeedFacts& facts) {
  Sequence oldest{facts.releases.size()};
  for (const auto& [id, group] : facts.groups) {
    Sequence newest{0};
    for (const Opening& opening : group.openings) {
      if (opening.settled()) newest = std::max(newest, opening.release);
    }
    oldest = std::min(oldest, newest);
  }
  return oldest;
}

}  // namespace policy
