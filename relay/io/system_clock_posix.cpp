#include <time.h>

#include <cerrno>
#include <system_error>

#include "relay/io/clock.h"

namespace relay::io {
namespace {

timespec read(clockid_t clock) {
  timespec at{};
  if (::clock_gettime(clock, &at) != 0) {
    throw std::system_error{errno, std::generic_category(), "the machine has no such clock"};
  }
  return at;
}

}  // namespace

policy::Instant SystemClock::now() const {
  return policy::from_unix_seconds(read(CLOCK_REALTIME).tv_sec);
}

std::chrono::milliseconds SystemClock::since_boot() const {
  // CLOCK_MONOTONIC stands still while the machine is suspended.
  const timespec at = read(CLOCK_BOOTTIME);
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::chrono::seconds{at.tv_sec} + std::chrono::nanoseconds{at.tv_nsec});
}

}  // namespace relay::io
