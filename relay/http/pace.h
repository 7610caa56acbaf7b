#pragma once

#include <chrono>
#include <cstdint>

#include "relay/http/limits.h"

namespace relay::http {

/// Whether bytes move as fast as they must, looked at once a span, and not for longer than they may
/// take in all.
class Pace {
 public:
  using Span = Limits::Span;

  Pace(const Limits& limits, Span in_all)
      : least_rate_{limits.least_rate}, span_{limits.rate_span}, left_{in_all} {}

  void moved(std::uint64_t count) { moved_ += count; }
  /// When to look next.
  Span next() const { return span_ < left_ ? span_ : left_; }
  /// At that moment: whether it may go on. Begins the next span.
  bool kept_up() {
    const Span span = next();
    left_ -= span;
    const bool enough = moved_ * 1'000 >= least_rate_ * static_cast<std::uint64_t>(span.count());
    moved_ = 0;
    return enough && left_ > Span::zero();
  }

 private:
  std::uint64_t least_rate_;
  Span span_;
  Span left_;
  std::uint64_t moved_ = 0;
};

}  // namespace relay::http
