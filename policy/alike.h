#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "policy/plan.h"

namespace policy {

/// Whether two groups of one feed and document have the same plan at one moment, as far as that is
/// cheap to see: their rules and what happened in them differ in nothing that a plan looks at. True
/// is certain, also of `rollouts`; false says nothing. Both refer to the same facts and moment.
bool plan_alike(const Question& one, const Question& other);

/// Which questions have an answer already: groups of a stage mostly stand alike, and a plan is made
/// once for all of them. What the questions refer to outlives this, and does not change.
class Answered {
 public:
  /// The place that a question with the same answer was noted with. Of those that differ from each
  /// other the last kMostTried are tried.
  std::optional<std::size_t> place_of(const Question& asked) const;
  static constexpr std::ptrdiff_t kMostTried = 16;

  void note(const Question& asked, std::size_t place) { noted_.emplace_back(asked, place); }
  /// Facts have changed.
  void forget() { noted_.clear(); }

 private:
  std::vector<std::pair<Question, std::size_t>> noted_{};
};

}  // namespace policy
