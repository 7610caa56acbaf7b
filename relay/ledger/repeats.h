#pragma once

#include <cstdint>
#include <vector>

#include "policy/time.h"
#include "relay/ledger/sighting.h"

namespace relay::ledger {

/// Sightings that repeat another one of the same few seconds tell nothing: a visit is longer than
/// that. Without this one device could fill a queue, and a loss lets nobody be judged. Belongs to
/// one loop; remembers the last ones only, so some repetitions pass.
class Repeats {
 public:
  static constexpr policy::Span kSoon{10};

  /// Whether this one repeats; it is remembered. `file`: a number of what was asked for, where two
  /// of them tell more than one.
  bool repeats(const Sighting& sighting, std::uint64_t file = 0);

 private:
  struct Said {
    std::uint64_t what = 0;
    policy::Instant at{};
  };
  std::vector<Said> said_ = std::vector<Said>(1'024);
};

}  // namespace relay::ledger
