#pragma once

#include <optional>

#include "policy/id.h"
#include "policy/place.h"
#include "policy/release.h"
#include "policy/time.h"

namespace relay::ledger {

/// What one request tells of a device: it lives, and perhaps more. Only of those who count: see the
/// README.
struct Sighting {
  enum class Kind {
    Asked,      ///< It asked for something of the feed.
    Took,       ///< It was given a file that is new in this release, to its last byte.
    Confirmed,  ///< It says that it has such a file already.
  };
  policy::FeedId feed;
  policy::GroupId group;  ///< Whose release it was given.
  policy::Place voice{};  ///< Who asked.
  /// Who the same device was as long as it showed no credential: its address.
  std::optional<policy::Place> was{};
  policy::Sequence release{};  ///< What it is to have now; 0: the group has none.
  Kind kind = Kind::Asked;
  policy::Instant at{};  ///< When its request was read.
  friend bool operator==(const Sighting&, const Sighting&) = default;
};

}  // namespace relay::ledger
