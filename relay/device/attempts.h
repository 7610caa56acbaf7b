#pragma once

#include <array>
#include <cstdint>
#include <mutex>

#include "policy/address.h"
#include "policy/time.h"

namespace relay::device {

/// How often somebody has tried a wrong token of late, in a table of fixed size: addresses share
/// its places, an IPv6 network of 64 bits is one source. It only decides how a wrong try is
/// answered, so nobody suffers from another's. Safe to use from several threads.
class Attempts {
 public:
  static constexpr unsigned kMost = 10;
  static constexpr policy::Span kWithin{60};

  Attempts();

  /// Counts one more. False: there were kMost within kWithin already.
  bool count(const policy::Address& from, policy::Instant now);

 private:
  struct Place {
    policy::Instant begun{};
    unsigned tried = 0;
  };
  const std::uint64_t salt_;
  std::mutex mutex_;
  std::array<Place, 1'024> places_{};  ///< Guarded by mutex_.
};

}  // namespace relay::device
