#include <windows.h>

#include <cstdint>

#include "relay/io/clock.h"

namespace relay::io {

policy::Instant SystemClock::now() const {
  constexpr std::int64_t kTicksPerSecond = 10'000'000;
  constexpr std::int64_t kSecondsFrom1601To1970 = 11'644'473'600;
  FILETIME at{};
  ::GetSystemTimeAsFileTime(&at);
  const auto ticks = static_cast<std::int64_t>(at.dwHighDateTime) << 32 | at.dwLowDateTime;
  return policy::from_unix_seconds(ticks / kTicksPerSecond - kSecondsFrom1601To1970);
}

std::chrono::milliseconds SystemClock::since_boot() const {
  // Counts suspended time as well, unlike QueryUnbiasedInterruptTime.
  return std::chrono::milliseconds{static_cast<std::int64_t>(::GetTickCount64())};
}

}  // namespace relay::io
