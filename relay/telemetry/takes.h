#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "policy/release.h"
#include "policy/time.h"
#include "relay/db/database.h"

/// Which releases a device took one after the other, as far as it is remembered: the latest of each
/// feed, and all of it goes before any device does when room is short.
namespace relay::telemetry {

struct Take {
  std::int64_t number = 0;  ///< A later one has a higher one.
  std::string feed{};
  std::string group{};  ///< As part of which it was given the release.
  policy::Sequence release{};
  policy::Instant at{};
  friend bool operator==(const Take&, const Take&) = default;
};

inline constexpr std::size_t kMostTakes = 20;  ///< Of each device and feed.

/// What its visit says it took last, if that is another release than the last take's.
void note_take(db::Transaction& tx, const std::string& key, const std::string& feed,
               const std::string& group);
/// Of all feeds, newest first.
std::vector<Take> takes_of(db::Connection& db, const std::string& key);
/// The oldest tenth of all. False: there are none.
bool forget_takes(db::Transaction& tx);

}  // namespace relay::telemetry
