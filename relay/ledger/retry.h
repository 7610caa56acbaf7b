#pragma once

#include <algorithm>
#include <optional>

#include "policy/time.h"

namespace relay::ledger {

/// When something that failed is tried again: after five seconds, then twice as long each time, at
/// most after five minutes. From the first question after the attempt, which may have taken long.
class Retry {
 public:
  static constexpr policy::Span kFirst{5};
  static constexpr policy::Span kLast{std::chrono::minutes{5}};

  void failed() {
    pause_ = std::clamp(2 * pause_, kFirst, kLast);
    since_.reset();
  }
  void succeeded() { pause_ = policy::Span{0}; }
  bool has_failed() const { return pause_ > policy::Span{0}; }  ///< The last time.
  bool due(policy::Instant now) {
    if (!has_failed()) return true;
    if (!since_ || now < *since_) since_ = now;
    return now - *since_ >= pause_;
  }

 private:
  policy::Span pause_{0};
  std::optional<policy::Instant> since_{};
};

}  // namespace relay::ledger
