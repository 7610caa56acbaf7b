#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "policy/facts.h"

namespace policy {

/// One hour or less in which takes were made, and the requests of the control in that time.
struct SameHour {
  std::uint64_t takes = 0;   ///< Whose time to return is over.
  std::uint64_t mature = 0;  ///< Requests of the control whose time to return is over.
  std::uint64_t silent = 0;  ///< Of those, without a later one in time.
};

/// The control, each hour weighed by the takes that were made in it, and as many requests as such a
/// mixture is worth. Without the weights a release that opens before people go home is compared
/// with the whole night that follows. Of::Nothing where more than a tenth of the takes were made in
/// hours without any: an outage would hide among them.
Control matched(Control::Of of, std::span<const SameHour> hours);

/// The same, while hours are added.
class Matching {
 public:
  void add(const SameHour& hour);
  Control control(Control::Of of) const;

 private:
  double takes_ = 0;     ///< All of them, …
  double compared_ = 0;  ///< … and those that there is a control for.
  double silent_ = 0;
  double spread_ = 0;
};

/// The hours of one release's takes in one group, with each of the controls that there may be.
struct Compared {
  std::vector<SameHour> same{};     ///< Of the group, outside the ramp.
  std::vector<SameHour> others{};   ///< Of other groups of the feed.
  std::vector<SameHour> history{};  ///< Of the group itself, at such hours before.
};
/// The nearest that says enough.
Control nearest(const Compared& compared);
Control nearest(const Control& same, const Control& others, const Control& history);

/// Devices that fell silent on a release and have not returned, as many of them as are certain to
/// be more than usual: those that merely were switched off come back, and their like are among the
/// control. A handful by chance, summed over many releases, would stop a healthy feed.
/// `back`: of the silent ones, those that asked again all the same.
double gone(const Tally& takes, std::uint64_t back, const Control& usual);

/// What every group has, or something newer: no gate asks about what is older any more.
Sequence oldest_in_use(const FeedFacts& facts);

}  // namespace policy
