#pragma once

#include <vector>

#include "relay/admin/feed_state.h"
#include "relay/admin/parts.h"

/// What somebody must look at, the gravest first.
namespace relay::admin {

struct Alarm {
  /// In order of gravity.
  enum class Kind {
    Stop,
    Clock,
    Audit,
    Halt,
    Disk,
    Certificate,
    Doubt,
    Check,
    Vendor,
    Freshness,
    Expiry,
    NeverOffered,
    Review
  };
  Kind kind = Kind::Check;
  std::string sentence{};
  std::optional<policy::FeedId> feed{};
  std::optional<policy::GroupId> group{};
  std::optional<policy::VersionText> version{};
  std::optional<policy::Instant> at{};  ///< Since, or from when on.
};

/// Of the relay: everything is stopped, the clock is not trusted, the audit does not fit, the disk
/// is short, the certificate of a door ends soon or does not count.
std::vector<Alarm> alarms_of_relay(const Parts& parts, const std::optional<policy::Said>& stopped,
                                   const policy::Moment& moment);
/// Of devices, a group and a feed at a time: they say they have what they were never offered.
std::vector<Alarm> alarms_of_devices(const Parts& parts, const policy::Document& document);
/// Of one feed: halts that stand, releases on their way that are not good, a round that failed,
/// what it said of the vendor, groups whose content grows old, releases that will expire before
/// they are let go, break-glass that nobody has reviewed.
std::vector<Alarm> alarms_of(const FeedRows& rows, const Seeing& seeing);

/// [{kind, sentence, feed, group, version, at}], the gravest first, at most `most`; kind is "stop",
/// "clock", "audit", "halt", "disk", "certificate", "doubt", "check", "vendor", "freshness",
/// "expiry", "never-offered", "review".
json::Value describe(std::vector<Alarm> alarms, std::size_t most);

}  // namespace relay::admin
