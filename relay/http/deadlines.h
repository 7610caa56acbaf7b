#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>

namespace relay::http {

class Deadline;

/// The deadlines of one loop, to a tenth of a second: setting one costs a store, not a timer. Must
/// live longer than they do, in one thread.
class Deadlines {
 public:
  using Clock = std::chrono::steady_clock;
  static constexpr std::chrono::milliseconds kTick{100};

  /// What time it is: deadlines are set from here, so that the clock is asked once for many.
  void at(Clock::time_point now) { now_ = now; }
  Clock::time_point now() const { return now_; }
  /// Rings those that have passed.
  void ring(Clock::time_point now);
  /// When ring() has to be called next; nothing while no deadline is set.
  std::optional<std::chrono::milliseconds> until_next(Clock::time_point now) const;

 private:
  friend class Deadline;
  // A wheel: slot i holds what may ring at a tick that is i modulo the number of slots.
  static constexpr std::uint64_t kSlots = 64;
  struct Link {
    Link* previous = this;
    Link* next = this;
  };

  static std::uint64_t tick_of(Clock::time_point at);
  void put(Deadline& deadline);

  std::array<Link, kSlots> slots_{};
  std::uint64_t filled_ = 0;  ///< A bit for each slot that may have something in it.
  Clock::time_point now_ = Clock::now();
  std::uint64_t done_ = tick_of(now_);  ///< The last tick that was rung.
};

/// One deadline: what was set last counts, and rings at most once. Gone when destroyed.
class Deadline : private Deadlines::Link {
 public:
  Deadline(Deadlines& of, std::function<void()> ring) : of_{of}, ring_{std::move(ring)} {}
  ~Deadline() { unlink(); }
  Deadline(const Deadline&) = delete;
  Deadline& operator=(const Deadline&) = delete;

  void set(std::chrono::milliseconds after);
  void clear() { due_ = kNever; }

 private:
  friend class Deadlines;
  using Clock = Deadlines::Clock;
  static constexpr Clock::time_point kNever = Clock::time_point::max();

  void unlink();

  Deadlines& of_;
  const std::function<void()> ring_;
  Clock::time_point due_ = kNever;
  std::uint64_t tick_ = 0;  ///< Where it stands in the wheel, while it is linked: not after due_.
};

}  // namespace relay::http
