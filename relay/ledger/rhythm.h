#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "policy/time.h"

/// How often devices ask.
namespace relay::ledger {

/// Of one device: the middle one of its last gaps between visits, so that a night, a holiday or a
/// second look is no new habit. Ten bytes.
class Rhythm {
 public:
  static constexpr std::size_t kGaps = 5;
  static constexpr policy::Span kShortest{std::chrono::minutes{5}};
  static constexpr policy::Span kLongest{std::chrono::hours{24 * 7}};

  /// Between the beginnings of two visits; counted as at least the shortest, at most the longest.
  void add(policy::Span gap);
  /// Nothing before there are two gaps. Of an even number of gaps the longer one of the middle.
  std::optional<policy::Span> interval() const;

  std::string text() const;  ///< "60 60 61": minutes, newest first.
  static std::optional<Rhythm> parse(std::string_view text);  ///< Nothing for anything else.

 private:
  std::array<std::uint16_t, kGaps> minutes_{};  ///< Newest first; 0: none yet.
};

/// Of a group: how many of its devices ask how often.
class Rhythms {
 public:
  void move(std::optional<policy::Span> from, std::optional<policy::Span> to);
  /// What nine in ten keep to, where at least kEnough are known: for a device that is not.
  std::optional<policy::Span> usual() const;
  static constexpr std::uint64_t kEnough = 5;

 private:
  std::map<policy::Span, std::uint64_t> devices_;
  std::uint64_t all_ = 0;
};

}  // namespace relay::ledger
