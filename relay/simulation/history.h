#pragma once

#include <optional>
#include <string>
#include <vector>

#include "policy/result.h"
#include "policy/simulate/scenario.h"
#include "relay/json/value.h"

namespace relay::simulation {

/// A release as a relay has recorded it.
struct RecordedRelease {
  policy::VersionText version;
  policy::Instant first_seen{};
  std::string bad_for{};  ///< The fact that speaks against it; empty: none does.
};

/// What a relay's admin API says of one feed.
struct Recorded {
  policy::FeedId feed;
  policy::ContentClass content = policy::ContentClass::Intelligence;
  policy::Instant now{};
  std::vector<RecordedRelease> releases{};            ///< In order of first sight.
  std::vector<policy::simulate::FleetGroup> fleet{};  ///< Empty: nobody has counted devices yet.
};

/// Its answers: the status, all pages of releases, and the halts of the feed. Suspect, quarantined
/// and recalled releases are bad, and so are those that were halted or are blocked.
struct Answers {
  json::Value status{};
  std::vector<json::Value> pages{};  ///< Newest first.
  json::Value halts{};
};
policy::Result<Recorded, std::string> recorded(const policy::FeedId& feed, const Answers& answers);

/// What was recorded as a scenario, and what must be known to read its outcome. Fleet, people and
/// checks are those of `like`; without it the fleet that the relay has seen, and nobody who acts.
/// Refuses with a sentence where there is nothing to go by.
struct Remembered {
  policy::simulate::Scenario scenario;
  std::vector<std::string> remarks{};
};
policy::Result<Remembered, std::string> remember(
    const Recorded& recorded, const std::optional<policy::simulate::Scenario>& like,
    std::optional<policy::Span> last);

}  // namespace relay::simulation
