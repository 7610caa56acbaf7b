#pragma once

#include <vector>

#include "policy/simulate/outcome.h"
#include "policy/simulate/site.h"
#include "policy/simulate/vendor.h"

namespace policy::simulate {

/// Writes down what happens while a scenario runs.
class Journal {
 public:
  Journal(const Scenario& scenario, Timeline timeline, const std::vector<Site>& sites,
          std::size_t moments);

  void note(Instant now, const Event& event, const FeedFacts& facts, const Vendor& vendor);
  /// Which releases have come how far. Call at the beginning of each bin.
  void note_reach(Instant now, BinNumber bin, const Vendor& vendor);
  /// Part of the picture, when it is time for one.
  void note_moment(Step now);

  Outcome outcome(const std::string& policy, const Vendor& vendor);

 private:
  ReleaseOutcome release(std::size_t publication, const Vendor& vendor) const;

  const Scenario& scenario_;
  const Timeline timeline_;
  const std::vector<Site>& sites_;
  const Step pause_;                             ///< Between moments of the picture; 0: none.
  std::size_t moved_ = 0;                        ///< Publications before it are everywhere.
  std::vector<std::vector<Reach>> reach_;        ///< By publication, by site; last the whole fleet.
  std::vector<std::vector<std::int64_t>> lie_;   ///< By site, by release: fallen silent so far.
  std::vector<std::vector<BinNumber>> counted_;  ///< The same: bins that are in `lie_`.
  Outcome outcome_{};
};

}  // namespace policy::simulate
