#include "relay/net/rate_watch.h"

namespace relay::net {

RateWatch::RateWatch(std::uint64_t minimum, std::chrono::milliseconds window, Moment start)
    : minimum_{minimum}, window_{window}, samples_{{start, 0}} {}

bool RateWatch::too_slow(Moment now, std::uint64_t total) {
  constexpr int kPieces = 16;  // The window slides in steps of this part of it.
  if (now - samples_.back().at >= window_ / kPieces) samples_.push_back({now, total});
  while (samples_.size() > 1 && now - samples_[1].at >= window_) samples_.pop_front();
  const Sample& oldest = samples_.front();
  const auto passed = now - oldest.at;
  if (passed < window_) return false;
  const auto came = total - oldest.total;
  return came * 1000 < minimum_ * static_cast<std::uint64_t>(passed.count());
}

}  // namespace relay::net
