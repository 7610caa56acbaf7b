#pragma once

#include <cstdint>

#include "relay/ledger/account.h"

namespace relay::ledger {

/// What is known of one device and one feed. There may be a million of them: 56 bytes.
struct Voice {
  enum class Standing : std::uint8_t {
    None,       ///< Nothing is expected of what it took, if anything.
    Waiting,    ///< Its last visit was a take: it should come again.
    Survived,   ///< It came again in time.
    Confirmed,  ///< And says that it runs what it took.
    Late,       ///< It came again after it had been counted as silent.
  };
  // Listening time.
  policy::Instant begun{};  ///< Its last visit.
  policy::Instant heard{};  ///< The last that it did in that visit.
  policy::Instant ends{};   ///< What it does later is another visit.

  Bin due = 0;  ///< As its last visit is counted; see Visit. 0: it is not.
  Slot slot = 0;
  std::uint32_t release = 0;
  std::uint32_t took = 0;  ///< The newest release that it took; 0: none.
  Rhythm rhythm{};
  std::uint16_t group = 0;  ///< Of the feed's accounts.
  Standing standing = Standing::None;

  Visit visit() const { return {due, slot, {release}}; }
  Purpose purpose() const {
    return standing == Standing::Waiting ? Purpose::Taken : Purpose::Asked;
  }
};
static_assert(sizeof(Voice) <= 56);

}  // namespace relay::ledger
