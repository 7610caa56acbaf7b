#pragma once

#include <optional>

#include "policy/address.h"
#include "policy/time.h"

namespace relay::device {

/// From where one credential is shown. A device that moves goes from one address to another; where
/// two come in turn, two devices are likely to have it. A value.
class Sources {
 public:
  static constexpr policy::Span kWithin{600};

  /// Two addresses, of which each came again after the other within kWithin.
  struct InTurn {
    policy::Address one{};
    policy::Address other{};
    policy::Instant at{};  ///< The last time.
    friend bool operator==(const InTurn&, const InTurn&) = default;
  };

  void note(const policy::Address& from, policy::Instant now);
  const std::optional<InTurn>& in_turn() const { return in_turn_; }

 private:
  policy::Address last_{};
  policy::Address before_{};
  std::optional<policy::Instant> returned_{};  ///< The last time that the one before came again.
  std::optional<InTurn> in_turn_{};
};

}  // namespace relay::device
