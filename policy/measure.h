#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "policy/experience.h"

/// The limits of a gate, each held against its counts: what judge() and harm() both look at.
namespace policy {

struct Measure {
  enum class Of { Failures, Silence };
  Of of = Of::Failures;
  std::string whose{};  ///< "model 'T14': "; empty for all takes.
  BasisPoints limit{};
  Portion takes{};
  Control control{};  ///< For silence; Of::Nothing where there is too little of it.

  bool compared() const { return control.of != Control::Of::Nothing; }
  Portion others() const { return {control.silent, control.mature}; }
  bool within() const;  ///< The plain share is at or under the limit.
  bool outage() const;  ///< Most of the control is silent as well.
  /// That it is over the limit has less than this chance of being wrong; never without a control.
  bool proven(double chance) const;
  /// "failures 4 of 200 are", "silence 9 of 200 against 2 of 300 in other groups is".
  std::string counts() const;
};

/// The measures that a gate's limits ask for: of all takes, and of each value of `by` with enough.
/// Silence with so many dead among the silent; none of it in an ephemeral group.
std::vector<Measure> measures(const Gate& gate, const Experience& experience, std::uint64_t dead,
                              bool ephemeral);

}  // namespace policy
