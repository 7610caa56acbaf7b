#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "policy/address.h"
#include "policy/time.h"

namespace relay::people {

/// How often somebody may guess, by where it comes from and by the name that is guessed at. Nobody
/// is shut out: waits end within a minute, and from where somebody has signed in before, others'
/// guesses at the same name do not count. Tables of fixed size, whose places are shared by few.
/// Safe to use from several threads.
class Throttle {
 public:
  static constexpr policy::Span kForgotten{15 * 60};  ///< After so long without a failure.
  static constexpr unsigned kFreeOfSource = 5;        ///< Then 1 s, 2 s, 4 s …
  static constexpr policy::Span kLongest{60};         ///< … up to this.
  static constexpr unsigned kFreeOfName = 10;         ///< Then one try for all strangers …
  static constexpr policy::Span kBetween{30};         ///< … in so long.
  static constexpr unsigned kCodes = 5;               ///< Wrong codes of one name …
  static constexpr policy::Span kCodesWithin{60};     ///< … in so long.

  struct Try {
    std::string_view name{};   ///< As it was sent; there need be no such account.
    policy::Address source{};  ///< An IPv6 network of 64 bits is one.
    bool known = false;        ///< This account has signed in from there of late.
    policy::Instant now{};
  };

  /// The salt says who shares a place with whom; guessers must not know it.
  explicit Throttle(std::string salt) : salt_{std::move(salt)} {}

  /// How long to wait before the next try. Zero: go on, and it counts as a failure until it is said
  /// to be none, so that many at once are not more than one after the other.
  policy::Span begin(const Try& one);
  /// It was not looked at.
  void withdraw(const Try& one);
  void succeed(const Try& one);

  /// The same for a second factor's code.
  policy::Span begin_code(std::string_view name, policy::Instant now);
  void succeed_code(std::string_view name);

 private:
  struct Place {
    unsigned failures = 0;
    policy::Instant last{};
    policy::Instant before{};  ///< The last one but one.
  };
  static constexpr std::size_t kPlaces = 4'096;  ///< Of each of the three tables.

  Place& place_of(char kind, std::string_view text);
  Place& of_source(const Try& one);
  Place& of_name(const Try& one);

  const std::string salt_;
  std::mutex mutex_;
  std::vector<Place> places_ = std::vector<Place>(3 * kPlaces);  ///< Guarded by mutex_.
};

}  // namespace relay::people
