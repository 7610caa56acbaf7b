#pragma once

#include <array>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "policy/digest.h"
#include "relay/catalog/devices.h"
#include "relay/device/device.h"
#include "relay/device/sources.h"

namespace relay::device {

/// When, and from where, if that is known, a credential is shown.
struct Showing {
  policy::Instant now{};
  std::optional<policy::Address> from{};
};

/// Which device a credential belongs to, for all loops at once: in parts with a lock each, held for
/// a look-up. Safe to use from several threads.
class Credentials {
 public:
  using Kind = catalog::Credential::Kind;

  /// Nothing when there is none such, or it is of the other kind: the bytes of a certificate are
  /// public, and must not count as a token.
  DevicePtr find(Kind kind, const policy::Digest& digest, const Showing& showing);
  /// Nothing also for an unknown one.
  std::optional<Sources::InTurn> in_turn(const policy::Digest& digest) const;
  /// One that is there already is of this device from now on.
  void put(Kind kind, const policy::Digest& digest, DevicePtr device);
  void remove(const policy::Digest& digest);

 private:
  struct Owned {
    Kind kind = Kind::Token;
    DevicePtr device{};
    Sources sources{};
  };
  /// A digest's own bytes scatter well enough.
  struct Scatter {
    std::size_t operator()(const policy::Digest& digest) const;
  };
  struct Part {
    mutable std::mutex mutex;
    std::unordered_map<policy::Digest, Owned, Scatter> owned{};
  };
  static constexpr std::size_t kParts = 64;

  const Part& part_of(const policy::Digest& digest) const;
  Part& part_of(const policy::Digest& digest);

  std::array<Part, kParts> parts_{};
};

}  // namespace relay::device
