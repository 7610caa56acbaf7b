#pragma once

#include <cstdint>
#include <optional>

#include "relay/telemetry/contact.h"
#include "relay/telemetry/short_text.h"

namespace relay::telemetry {

constexpr std::size_t kLongestPath = 160;   ///< Bytes; what is longer is cut off.
constexpr std::size_t kLongestAgent = 120;  ///< The same.

/// One device and one feed. The texts are somebody else's.
struct Who {
  std::string_view device{};  ///< Empty: the address stands for it.
  policy::Address address{};
  std::string_view feed{};

  friend bool operator==(const Who& one, const Who& other) {
    return one.feed == other.feed && one.device == other.device &&
           (!one.device.empty() || one.address == other.address);
  }
};
/// The same with texts of its own.
struct Key {
  ShortText<64> device{};
  policy::Address address{};
  ShortText<64> feed{};

  Key& operator=(const Who& who) {
    device = who.device;
    address = who.address;
    feed = who.feed;
    return *this;
  }
  Who who() const { return {device.view(), address, feed.view()}; }
};

/// What one device did with one feed within a while. Fixed in size.
struct Note {
  Key key{};  ///< With the last address.
  // Of the last request; where `requests` is 0 there was none.
  std::uint32_t requests = 0;
  Known known = Known::Unknown;
  policy::Instant asked{};
  policy::Sequence offered{};
  ShortText<64> name{};
  ShortText<64> group{};
  ShortText<kLongestAgent> agent{};
  // Of all requests.
  policy::Sequence newest{};  ///< That was open to it.
  policy::Sequence says{};    ///< That it says it has, and that was not open to it; 0: none.
  // Of the last answer that is over; where `status` is 0 none is.
  std::uint16_t status = 0;
  ShortText<kLongestPath> path{};
  policy::Sequence taken{};    ///< The last release of which something was taken; 0: none.
  ShortText<64> taken_in{};    ///< The group as part of which it was given that.
  policy::Instant taken_at{};  ///< When the recorder heard of it.

  void ask(const Contact& contact);
  void end(int status_of_it, const ShortText<kLongestPath>& path_of_it);
  /// It has something new of that release now.
  void take(policy::Sequence release, const ShortText<64>& in_group);
  /// What is heard of now: it happened after, or at another loop at about the same time.
  void add(const Note& later, policy::Instant now);
};

/// The IPv6 /64 of who has shown no credential: one network may hold more addresses than anybody
/// has devices. Nothing for all others.
std::optional<std::uint64_t> crowd_of(const Note& note);

}  // namespace relay::telemetry
