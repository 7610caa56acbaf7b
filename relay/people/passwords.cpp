#include "relay/people/passwords.h"

#include "relay/crypto/random.h"
#include "relay/people/password.h"

namespace relay::people {

/// One of those at work, from its beginning to its end; none when there are too many.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& passwords) : passwords_{passwords} {
    std::unique_lock lock{passwords_.mutex_};
    const auto is_free = [this] { return passwords_.working_ < kAtOnce; };
    if (!is_free()) {
      if (passwords_.waiting_ >= kWaiting) return;
      ++passwords_.waiting_;
      const bool came = passwords_.free_.wait_for(lock, passwords_.patience_, is_free);
      --passwords_.waiting_;
      if (!came) return;
    }
    ++passwords_.working_;
    taken_ = true;
  }
  ~Turn() {
    if (!taken_) return;
    const std::lock_guard lock{passwords_.mutex_};
    --passwords_.working_;
    passwords_.free_.notify_one();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

  explicit operator bool() const { return taken_; }

 private:
  Passwords& passwords_;
  bool taken_ = false;
};

Passwords::Passwords(const crypto::ScryptCost& cost, std::chrono::milliseconds patience)
    : cost_{cost}, patience_{patience}, nobodys_{hashed(crypto::random_secret(32), cost)} {}

Passwords::Answer Passwords::ask(std::string_view password, const std::string& phc) {
  const Turn turn{*this};
  if (!turn) return Answer::Busy;
  ++hashes_;
  const bool right = fits(password, phc.empty() ? nobodys_ : phc);
  return right && !phc.empty() ? Answer::Fits : Answer::Wrong;
}

std::optional<std::string> Passwords::hash(std::string_view password) {
  const Turn turn{*this};
  if (!turn) return std::nullopt;
  ++hashes_;
  return hashed(password, cost_);
}

bool Passwords::outdated(const std::string& phc) const {
  return people::outdated(phc, cost_);
}

}  // namespace relay::people
