#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "relay/http/counts.h"

namespace relay::http {

/// The counts of one loop: its own thread adds, any thread reads.
class Tally {
 public:
  class Number {
   public:
    // One thread writes, so a plain load and store lose nothing, and no core has to wait.
    void add(std::uint64_t count = 1) {
      value_.store(value_.load(std::memory_order_relaxed) + count, std::memory_order_relaxed);
    }
    void take(std::uint64_t count = 1) { add(~count + 1); }
    std::uint64_t now() const { return value_.load(std::memory_order_relaxed); }

   private:
    std::atomic<std::uint64_t> value_{0};
  };

  Number connections, accepted, turned_away, handshakes_failed, refused, sent;

  void answered(int status) { answered_.at(static_cast<std::size_t>(status / 100)).add(); }
  void add_to(Counts& all) const;

 private:
  std::array<Number, 6> answered_;
};

}  // namespace relay::http
