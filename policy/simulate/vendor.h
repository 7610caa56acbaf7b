#pragma once

#include <optional>
#include <vector>

#include "policy/facts.h"
#include "policy/simulate/run.h"
#include "policy/simulate/site.h"

namespace policy::simulate {

/// The vendor as the relay sees it: publications become releases, in the order of first sight.
/// The last of the
/// kBefore that were there before is what everybody has. What comes and is replaced between two
/// looks is never seen.
class Vendor {
 public:
  Vendor(const Scenario& scenario, const Contender& contender, FeedFacts& facts);

  /// "What we run today", in a group of the policy.
  void adopt(const GroupId& group);
  /// Adds what can be seen now to the facts; whether there was anything.
  bool publish(Instant now);

  const Faults& faults() const { return faults_; }
  /// The number that a publication got; nothing while it has none.
  std::optional<Sequence> sequence(std::size_t publication) const;
  /// The same, or that of the next one where this one was never seen.
  std::optional<Sequence> sequence_or_next(std::size_t publication) const;
  const Fault* fault(Sequence release) const;

 private:
  void accept(const Publication& publication, Instant now);
  Instant sight(const Publication& publication) const;

  const Scenario& scenario_;
  const Contender& contender_;
  FeedFacts& facts_;
  std::size_t next_ = 0;  ///< The first publication that has not been looked at.
  std::vector<std::optional<Sequence>> sequences_{};
  std::vector<Sequence> sequences_or_next_{};
  Faults faults_;
};

}  // namespace policy::simulate
