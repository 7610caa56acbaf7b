#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "relay/crypto/scrypt.h"

namespace relay::people {

/// The slow work with passwords: two at once, since each takes 128 MiB, and two more that wait.
/// Never in a thread that others wait for. Safe to use from several threads.
class Passwords {
 public:
  static constexpr unsigned kAtOnce = 2;
  static constexpr unsigned kWaiting = 2;

  enum class Answer { Fits, Wrong, Busy };

  /// Hashes once, for whom there is no hash of. `patience`: how long one waits for its turn.
  explicit Passwords(const crypto::ScryptCost& cost,
                     std::chrono::milliseconds patience = std::chrono::seconds{3});

  /// Of nobody's password, which is an empty `phc`, too: the same work, and Wrong.
  Answer ask(std::string_view password, const std::string& phc);
  /// Nothing when too many are at work.
  std::optional<std::string> hash(std::string_view password);
  bool outdated(const std::string& phc) const;

  /// How many were made so far, not counting the first.
  std::uint64_t hashes() const { return hashes_.load(); }

 private:
  class Turn;

  const crypto::ScryptCost cost_;
  const std::chrono::milliseconds patience_;
  const std::string nobodys_;  ///< What nobody knows.
  std::atomic<std::uint64_t> hashes_ = 0;
  std::mutex mutex_;
  std::condition_variable free_{};
  unsigned working_ = 0;  ///< Guarded by mutex_, as is the next.
  unsigned waiting_ = 0;
};

}  // namespace relay::people
