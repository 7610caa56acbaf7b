#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <utility>

namespace relay::io {

/// Work that several threads ask for and that is done once for all who came while it was busy: each
/// gets what came of work that began after he asked. One does it at a time, in his own thread.
template <class Outcome>
class Coalesced {
 public:
  /// Throws what the work throws, to the one who did it; of those who waited another tries.
  template <class Work>
  Outcome run(Work&& work) {
    std::unique_lock lock{mutex_};
    const std::uint64_t enough = begun_ + 1;
    ++waiting_;
    changed_.wait(lock, [&] { return !busy_ || done_ >= enough; });
    --waiting_;
    if (done_ >= enough) return *outcome_;
    busy_ = true;
    const std::uint64_t own = ++begun_;
    lock.unlock();
    const Rest rest{*this, lock};
    Outcome outcome = std::forward<Work>(work)();
    lock.lock();
    outcome_ = outcome;
    done_ = own;
    return outcome;
  }

  /// How many wait for another's work.
  std::size_t waiting() const {
    const std::lock_guard lock{mutex_};
    return waiting_;
  }

 private:
  /// The next one's turn, however the work ended.
  struct Rest {
    Coalesced& of;
    std::unique_lock<std::mutex>& lock;
    ~Rest() {
      if (!lock.owns_lock()) lock.lock();
      of.busy_ = false;
      of.changed_.notify_all();
    }
  };

  mutable std::mutex mutex_;
  std::condition_variable changed_;
  bool busy_ = false;  ///< As all else, guarded by mutex_.
  std::uint64_t begun_ = 0;
  std::uint64_t done_ = 0;  ///< The newest that ended well, counted as begun_.
  std::size_t waiting_ = 0;
  std::optional<Outcome> outcome_{};  ///< Of that one.
};

}  // namespace relay::io
