#include <sys/resource.h>

#include <algorithm>
#include <limits>

#include "relay/io/descriptors.h"

namespace relay::io {
namespace {

/// Descriptors are ints, here and in the system.
constexpr rlim_t kMost = std::numeric_limits<int>::max();

}  // namespace

std::size_t descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return 1'024;  // POSIX systems' usual one.
  return std::min(limit.rlim_cur, kMost);
}

void raise_descriptor_limit() {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  limit.rlim_cur = limit.rlim_max;
  (void)::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace relay::io
