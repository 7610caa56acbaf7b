#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "relay/telemetry/sheet.h"

namespace relay::telemetry {

class Pad;

/// An answer that is under way, to be told when it is over. As small as a pointer and a number.
class Ticket {
 public:
  Ticket() = default;
  /// By the loop, once at most. Nothing happens where nobody wants to know.
  void over(Ending how) const;

 private:
  friend class Pad;
  Ticket(Pad& pad, std::uint32_t number) : pad_{&pad}, number_{number} {}
  Pad* pad_ = nullptr;
  std::uint32_t number_ = 0;
};

/// From one loop of the endpoints' doors to the recorder: what devices did since the recorder
/// looked last. The loop never waits, and asks for no memory but for more answers under way than it
/// ever had at once; what finds no room is counted and left out.
class Pad {
 public:
  static constexpr std::size_t kRoom = 4'096;  ///< Devices and feeds, between two looks.
  explicit Pad(std::uint64_t salt, std::size_t room = kRoom);

  // By the loop:
  /// Somebody asks, and the answer is on its way.
  Ticket begin(const Contact& contact);
  /// Somebody asks and has the answer.
  void note(const Contact& contact, int status);

  // By the recorder:
  /// Hands over all there is, and goes on with a blank sheet. False, and nothing is handed over:
  /// the loop is writing at this very moment.
  bool take(const std::function<void(const Note&)>& use);
  /// How much found no room since it was asked last.
  std::uint64_t lost() { return lost_.exchange(0, std::memory_order_relaxed); }

 private:
  friend class Ticket;
  /// An answer that is under way.
  struct Pending {
    Key key{};
    std::uint64_t hash = 0;
    Known known = Known::Unknown;
    ShortText<kLongestPath> path{};
    policy::Sequence would_take{};  ///< 0: nothing.
    ShortText<64> group{};          ///< As part of which.
  };

  template <class Use>
  void write(const Who& who, Known known, std::uint64_t hash, Use use);
  void over(std::uint32_t number, Ending how);

  const std::uint64_t salt_;
  Sheet one_, other_;
  Sheet* blank_ = &other_;                         ///< The recorder's.
  alignas(64) std::atomic<Sheet*> sheet_ = &one_;  ///< Nothing while the loop is writing.
  alignas(64) std::atomic<std::uint64_t> lost_ = 0;
  std::vector<Pending> pending_;  ///< The loop's, as are the free ones of them.
  std::vector<std::uint32_t> free_;
};

}  // namespace relay::telemetry
