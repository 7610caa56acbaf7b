#pragma once

#include <cstdint>
#include <vector>

#include "policy/control.h"
#include "policy/facts.h"
#include "policy/simulate/habits.h"

namespace policy::simulate {

/// What the relay would know of how devices fared, from their requests alone: counted exactly as
/// policy.md says under "Halting".
class Observation {
 public:
  /// `groups`: the policy's group of each site.
  Observation(std::vector<Site>& sites, std::vector<GroupId> groups);

  /// Bins that are over are counted, as soon as each of their requests should have been followed by
  /// another. Call at the beginning of each bin.
  void ripen(BinNumber now);
  /// Brings `facts` up to date; whether anything is another than before. What no rule can ask about
  /// any more is left out.
  bool tell(FeedFacts& facts, const SimulatedFeed& feed) const;

 private:
  /// Of one release at one site.
  struct Usual {
    Matching same{};
    Matching others{};
    Matching history{};
  };
  void ripen(std::size_t site, BinNumber bin);
  void compare(std::size_t site, std::size_t release, BinNumber bin, std::uint64_t takes);
  void count_usual(std::size_t site, BinNumber bin);
  static Heard requests_below(const Site& site, std::size_t release, BinNumber bin);
  Control control(std::size_t site, std::size_t release) const;
  std::vector<double> gone(std::size_t site) const;
  std::uint64_t seen(const GroupId& group) const;
  bool tell_group(FeedFacts& facts, const GroupId& group, Sequence least, bool confirms) const;
  Experience experience(const GroupId& group, std::size_t release, bool confirms) const;

  std::vector<Site>& sites_;
  const std::vector<GroupId> groups_;
  std::vector<Habits> habits_;             ///< By site.
  std::vector<BinNumber> ripe_;            ///< The next bin of each site to count.
  std::vector<std::vector<Usual>> usual_;  ///< By site and release.
  std::vector<std::int64_t> seen_;         ///< By site: devices, in seven days.
  std::vector<BinNumber> forgotten_;       ///< The next bin of each site to forget.
};

}  // namespace policy::simulate
